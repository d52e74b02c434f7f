package dev.parallax.evaluate.method;

import dev.parallax.evaluate.score.MethodJudgement;
import dev.parallax.model.sweep.Sweep;
import dev.parallax.model.sweep.TargetResults;

/** A method that attributes a sweep. */
public interface AttributionMethod {
  String name();

  MethodJudgement judge(Sweep sweep, TargetResults results);
}
