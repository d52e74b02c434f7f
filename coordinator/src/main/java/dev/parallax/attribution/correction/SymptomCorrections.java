package dev.parallax.attribution.correction;

import dev.parallax.attribution.symptom.VantageTrials;
import java.util.List;
import java.util.Set;

/**
 * What a trial shows once all are known: whose certificate it was, which answers stand, whether the
 * server is slow to everyone, whether a vantage was let in at first only.
 */
public final class SymptomCorrections {
  private SymptomCorrections() {}

  public static List<VantageTrials> of(List<VantageTrials> seats, Set<String> coordinatorSaw) {
    var judged = CertificateCarryOver.told(seats);
    var told = RelativeSlowness.told(TargetCertificates.of(judged).told(judged));
    return LockoutDetector.correct(AddressTrust.of(told, coordinatorSaw).told(told));
  }
}
