package dev.parallax.agent.probe;

import dev.parallax.certificate.Certificates;
import dev.parallax.certificate.Presented;
import dev.parallax.certificate.Staples;
import dev.parallax.model.CertificateFacts;
import dev.parallax.model.Failure;
import dev.parallax.model.OcspStaple;
import java.util.List;
import java.util.Optional;

/**
 * What this host makes of a chain, by its own bundle and clock.
 *
 * @param failure why a client here should not accept it; empty when it should
 */
record Judgement(Optional<OcspStaple> staple, Optional<Failure> failure) {

  /** Takes milliseconds: signatures are checked. */
  static Judgement of(List<CertificateFacts> chain, Optional<byte[]> staple, Trial trial) {
    var trusted = trial.around().config().trusted();
    var now = trial.around().clock().instant();
    var read = staple.map(der -> Staples.read(der, chain, trusted, now));
    var presented = new Presented(chain, read, trial.spec().host());
    return new Judgement(read, Certificates.judge(presented, trusted, now));
  }
}
