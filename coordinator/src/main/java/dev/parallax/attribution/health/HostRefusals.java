package dev.parallax.attribution.health;

import dev.parallax.attribution.stats.Share;
import dev.parallax.attribution.symptom.ClassifiedTrial;
import dev.parallax.attribution.symptom.VantageTrials;
import dev.parallax.model.failure.FailureWord;
import dev.parallax.model.verdict.Cause;
import java.util.List;
import java.util.Optional;

/**
 * Vantages whose own kernel does not send the packets of the base trials: a rule of the host's
 * packet filter, a full table of connections or a filter of its control group. Neither path nor
 * target received them.
 */
public final class HostRefusals {
  private HostRefusals() {}

  /** Present when half of the failing base trials or more ended so. */
  static Optional<VantageFault> of(VantageTrials vantage) {
    var failing = vantage.base().filter(trial -> !trial.ok()).toList();
    var refused = refused(failing);
    return !refused.isEmpty() && Share.of(refused.size(), failing.size()).isAtLeastHalf()
        ? Optional.of(
            new VantageFault(
                vantage,
                Cause.LOCAL_INTERCEPTION,
                MostFrequent.baseSymptom(vantage),
                FailureWord.OPERATION_NOT_PERMITTED,
                0,
                0,
                true))
        : Optional.empty();
  }

  public static boolean isOf(VantageFault fault) {
    return fault.byFact() && isRefusal(fault.word());
  }

  private static boolean isRefusal(FailureWord word) {
    return word.equals(FailureWord.OPERATION_NOT_PERMITTED);
  }

  /** The trials of which the host did not send the packets. */
  public static List<ClassifiedTrial> refused(List<ClassifiedTrial> trials) {
    return trials.stream()
        .filter(trial -> trial.word().filter(HostRefusals::isRefusal).isPresent())
        .toList();
  }
}
