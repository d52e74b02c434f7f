package dev.parallax.evaluate;

import dev.parallax.model.Sweep;
import dev.parallax.model.TargetResults;

/** A way to tell from a sweep who is to blame. */
interface Method {
  String name();

  Judgement judge(Sweep sweep, TargetResults results);
}
