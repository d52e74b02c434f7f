package dev.parallax.attribution.correction;

import dev.parallax.attribution.history.HandshakeHistory;
import dev.parallax.attribution.symptom.IpAddress;
import dev.parallax.attribution.symptom.VantageTrials;
import dev.parallax.model.endpoint.Target;
import java.util.List;
import java.util.Set;

/**
 * The symptom of a trial after the comparison with all trials: owner of the certificate, content of
 * the answer, revocations, corroborated answers, slowness relative to the other vantages,
 * lock-outs.
 */
public final class SymptomCorrections {
  private SymptomCorrections() {}

  public static List<VantageTrials> of(
      Target target,
      List<VantageTrials> vantages,
      Set<IpAddress> coordinatorSaw,
      HandshakeHistory history) {
    var judged = CertificateCarryOver.correct(RevokedCertificates.correct(vantages));
    var afterSlowness =
        SlowHandshakeCorrection.correct(
            RelativeSlowness.correct(
                OtherContent.correct(target, TargetCertificates.of(judged).correct(judged))),
            history);
    return LockoutDetector.correct(
        AddressTrust.of(afterSlowness, coordinatorSaw).correct(afterSlowness));
  }
}
