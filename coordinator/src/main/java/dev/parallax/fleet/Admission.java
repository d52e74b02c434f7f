package dev.parallax.fleet;

import dev.parallax.fleet.RefusedException.Reason;
import dev.parallax.store.Store;
import dev.parallax.store.VantageRecord;
import java.security.cert.X509Certificate;
import java.time.Clock;

/**
 * Decides whom a certificate admits, at each call and by the coordinator's clock. The TLS layer has
 * checked only who signed it: an agent that is refused here is told why, which a broken handshake
 * would not tell it.
 */
public final class Admission {
  private final CertificateAuthority authority;
  private final Store store;
  private final Clock clock;

  public Admission(CertificateAuthority authority, Store store, Clock clock) {
    this.authority = authority;
    this.store = store;
    this.clock = clock;
  }

  /**
   * The role of a certificate's holder.
   *
   * @throws RefusedException when the certificate is foreign, not valid now, or revoked
   */
  public Role admit(X509Certificate certificate) {
    var role = identify(certificate);
    requireValidNow(certificate);
    if (role instanceof Role.Agent agent) {
      requireStanding(agent);
    }
    return role;
  }

  /** Whose certificate it is, valid now or not. */
  Role identify(X509Certificate certificate) {
    if (!authority.issued(certificate)) {
      throw new RefusedException(
          Reason.CERTIFICATE_FOREIGN, "the certificate is not signed by this coordinator");
    }
    return Role.of(certificate);
  }

  /** The vantage as it is now, if that is who holds the certificate. */
  VantageRecord requireStanding(Role.Agent agent) {
    var vantage =
        store
            .vantage(agent.vantage())
            .orElseThrow(
                () ->
                    new RefusedException(
                        Reason.VANTAGE_UNKNOWN, "no vantage " + agent.vantage() + " here"));
    if (vantage.revoked() || !vantage.enrolment().equals(agent.enrolment())) {
      throw new RefusedException(
          Reason.VANTAGE_REVOKED, "vantage " + agent.vantage() + " is revoked");
    }
    return vantage;
  }

  private void requireValidNow(X509Certificate certificate) {
    var now = clock.instant();
    var from = certificate.getNotBefore().toInstant();
    var to = certificate.getNotAfter().toInstant();
    if (now.isBefore(from) || now.isAfter(to)) {
      throw new RefusedException(
          Reason.CERTIFICATE_EXPIRED,
          "the certificate is valid from " + from + " to " + to + ", it is now " + now);
    }
  }
}
