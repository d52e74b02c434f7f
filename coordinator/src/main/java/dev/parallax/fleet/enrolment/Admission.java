package dev.parallax.fleet.enrolment;

import dev.parallax.fleet.authority.CertificateAuthority;
import dev.parallax.fleet.authority.Role;
import dev.parallax.fleet.enrolment.RefusedException.Reason;
import dev.parallax.store.OperatorRecord;
import dev.parallax.store.Store;
import dev.parallax.store.VantageRecord;
import java.security.cert.X509Certificate;
import java.time.Clock;

/**
 * Decides which identity a certificate admits, at each call and by the coordinator's clock. The TLS
 * layer has checked only the issuer: a refused agent receives the reason, which a broken handshake
 * would not carry.
 */
public final class Admission {
  private final CertificateAuthority authority;
  private final Store store;
  private final IdentityConflicts conflicts;
  private final Clock clock;

  public Admission(
      CertificateAuthority authority, Store store, IdentityConflicts conflicts, Clock clock) {
    this.authority = authority;
    this.store = store;
    this.conflicts = conflicts;
    this.clock = clock;
  }

  /**
   * The role of a certificate's holder.
   *
   * @throws RefusedException when the certificate is foreign, expired, or revoked
   */
  public Role admit(X509Certificate certificate) {
    var role = identify(certificate);
    requireNotExpired(certificate);
    switch (role) {
      case Role.Agent agent -> {
        var _ = requireStanding(agent);
        requireNotSuperseded(agent, certificate);
      }
      case Role.Operator operator -> requireNotRevoked(operator, certificate);
      case Role.Nobody _ -> {}
    }
    return role;
  }

  /**
   * Records that a certificate is in use, which voids the earlier certificates of its vantage.
   * Before that they are valid, because the response to a renewal may have been lost.
   */
  public void used(X509Certificate certificate) {
    if (Role.of(certificate) instanceof Role.Agent agent && Role.generation(certificate) > 0) {
      store.generationUsed(agent.vantage(), agent.enrolment(), Role.generation(certificate));
    }
  }

  /** A superseded certificate in use is a restored backup or a stolen key. */
  void requireNotSuperseded(Role.Agent agent, X509Certificate certificate) {
    var generation = Role.generation(certificate);
    if (store.isSuperseded(agent.vantage(), agent.enrolment(), generation)) {
      conflicts.add(
          agent.vantage(),
          IdentityConflicts.Kind.SUPERSEDED_CERTIFICATE,
          "generation " + generation + ", serial " + certificate.getSerialNumber().toString(16));
      throw new RefusedException(
          Reason.CERTIFICATE_SUPERSEDED,
          "a later certificate of vantage "
              + agent.vantage()
              + " is in use; if its key was not stolen, revoke the vantage and join again");
    }
  }

  /**
   * A certificate from before operators were recorded is recorded now, so that it can be revoked.
   */
  private void requireNotRevoked(Role.Operator operator, X509Certificate certificate) {
    var known = store.operator(operator.serial());
    if (known.filter(OperatorRecord::revoked).isPresent()) {
      throw new RefusedException(
          Reason.OPERATOR_REVOKED,
          "the certificate "
              + operator.serial()
              + " of operator "
              + operator.name()
              + " is revoked");
    }
    if (known.isEmpty()) {
      store.addOperator(
          new OperatorRecord(
              operator.serial(), operator.name(), certificate.getNotAfter().toInstant(), false));
    }
  }

  /** The identity of the certificate, valid now or not. */
  Role identify(X509Certificate certificate) {
    if (!authority.issued(certificate)) {
      throw new RefusedException(
          Reason.CERTIFICATE_FOREIGN, "the certificate is not signed by this coordinator");
    }
    return Role.of(certificate);
  }

  /** The current vantage, if it is the holder of the certificate. */
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

  /**
   * A certificate of this authority that begins later than now shows that this clock was set back:
   * it admits, or the operator could not ask why.
   */
  private void requireNotExpired(X509Certificate certificate) {
    var now = clock.instant();
    var from = certificate.getNotBefore().toInstant();
    var to = certificate.getNotAfter().toInstant();
    if (now.isAfter(to)) {
      throw new RefusedException(
          Reason.CERTIFICATE_EXPIRED,
          "the certificate is valid from " + from + " to " + to + ", it is now " + now);
    }
  }
}
