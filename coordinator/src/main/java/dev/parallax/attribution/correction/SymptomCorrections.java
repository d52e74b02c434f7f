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

  public static List<VantageTrials> of(List<VantageTrials> vantages, Set<String> coordinatorSaw) {
    var judged = CertificateCarryOver.correct(vantages);
    var afterSlowness = RelativeSlowness.correct(TargetCertificates.of(judged).correct(judged));
    return LockoutDetector.correct(
        AddressTrust.of(afterSlowness, coordinatorSaw).correct(afterSlowness));
  }
}
