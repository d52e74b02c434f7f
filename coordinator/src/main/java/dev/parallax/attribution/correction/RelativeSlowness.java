package dev.parallax.attribution.correction;

import dev.parallax.attribution.catalogue.Thresholds;
import dev.parallax.attribution.symptom.ClassifiedTrial;
import dev.parallax.attribution.symptom.Symptom;
import dev.parallax.attribution.symptom.VantageTrials;
import dev.parallax.model.observation.HttpStep;
import dev.parallax.model.observation.SchedulingDelay;
import dev.parallax.model.observation.TlsStep;
import java.time.Duration;
import java.util.List;

/**
 * A vantage is slow when it takes many times as long as most vantages: a server that is slow for
 * every vantage is slow only.
 */
public final class RelativeSlowness {
  private RelativeSlowness() {}

  static List<VantageTrials> correct(List<VantageTrials> vantages) {
    var usual =
        vantages.stream()
            .flatMap(VantageTrials::base)
            .filter(ClassifiedTrial::ok)
            .mapToLong(RelativeSlowness::took)
            .sorted()
            .toArray();
    return usual.length == 0
        ? vantages
        : vantages.stream()
            .map(
                vantage ->
                    corrected(vantage, usual[usual.length / 2] * Thresholds.SLOW_TIMES_MEDIAN))
            .toList();
  }

  private static VantageTrials corrected(VantageTrials vantage, long slow) {
    return vantage.with(
        vantage.trials().stream()
            .map(trial -> isForgiven(trial, slow) ? trial.as(Symptom.OK) : trial)
            .toList());
  }

  private static boolean isForgiven(ClassifiedTrial trial, long slow) {
    return trial.symptom() == Symptom.OK_SLOW && took(trial) < slow;
  }

  private static long took(ClassifiedTrial trial) {
    var steps = trial.seen().steps();
    var tls = steps.tls().map(TlsStep::took).orElse(Duration.ZERO);
    var own = trial.seen().delay().map(SchedulingDelay::total).orElse(Duration.ZERO);
    var both = tls.plus(steps.http().map(HttpStep::took).orElse(Duration.ZERO));
    return Math.max(0, both.minus(own).toMillis());
  }
}
