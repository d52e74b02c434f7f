package dev.parallax.evaluate.method;

import dev.parallax.evaluate.score.MethodJudgement;
import dev.parallax.model.observation.Observation;
import dev.parallax.model.sweep.Sweep;
import dev.parallax.model.sweep.TargetResults;
import java.util.List;
import java.util.Map;
import java.util.function.BiPredicate;

/** A method with fewer observations. */
record AblatedMethod(
    String name,
    AttributionMethod method,
    boolean insideKnown,
    BiPredicate<Observation, TargetResults> keeps)
    implements AttributionMethod {

  @Override
  public MethodJudgement judge(Sweep sweep, TargetResults results) {
    var less =
        new TargetResults(
            results.target(),
            insideKnown ? results.inside() : Map.of(),
            results.observations().stream()
                .filter(observation -> keeps.test(observation, results))
                .toList(),
            results.coordinatorDns());
    return method.judge(sweep.withTargets(List.of(less)), less);
  }
}
