package dev.parallax.evaluate.method;

import dev.parallax.evaluate.score.MethodJudgement;
import dev.parallax.model.Sweep;
import dev.parallax.model.TargetResults;

/** A method that attributes a sweep. */
public interface Method {
  String name();

  MethodJudgement judge(Sweep sweep, TargetResults results);
}
