package dev.parallax.attribution.history;

import dev.parallax.attribution.catalogue.Thresholds;
import dev.parallax.attribution.history.ComparedStep.ReferencePace;
import dev.parallax.attribution.symptom.VantageTrials;
import dev.parallax.model.failure.Step;
import dev.parallax.model.history.TargetHistory;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * One step at all vantages with a history.
 *
 * @param slow where the target is slower than its own history explains
 * @param usual where it is not
 * @param alike where it is slower, and the reference sites are as well
 */
record StepComparison(
    Step step, List<ComparedStep> slow, List<ComparedStep> usual, List<ComparedStep> alike) {

  static StepComparison of(List<VantageTrials> vantages, TargetHistory history, Step step) {
    var slow = new ArrayList<ComparedStep>();
    var usual = new ArrayList<ComparedStep>();
    var alike = new ArrayList<ComparedStep>();
    for (var vantage : vantages) {
      compared(vantage, history, step)
          .ifPresent(
              here -> {
                if (!here.isSlow()) {
                  usual.add(here);
                } else if (here.references() == ReferencePace.SLOW) {
                  alike.add(here);
                } else if (!isOfTheRoundTrip(here, history)) {
                  slow.add(here);
                }
              });
    }
    return new StepComparison(step, slow, usual, alike);
  }

  private static Optional<ComparedStep> compared(
      VantageTrials vantage, TargetHistory history, Step step) {
    return history.at(vantage.id()).flatMap(own -> ComparedStep.of(vantage, own, step));
  }

  /** A longer round trip prolongs the connect and, in the same ratio, each step after it. */
  private static boolean isOfTheRoundTrip(ComparedStep here, TargetHistory history) {
    return here.step().compareTo(Step.TCP) > 0
        && compared(here.vantage(), history, Step.TCP)
            .filter(ComparedStep::isSlow)
            .filter(tcp -> here.ratio() <= Thresholds.SAME_RATIO * tcp.ratio())
            .isPresent();
  }
}
