package dev.parallax.fleet.enrolment;

import dev.parallax.fleet.authority.CertificateAuthority;
import dev.parallax.fleet.authority.Role;
import dev.parallax.fleet.enrolment.RefusedException.Reason;
import dev.parallax.keys.P256;
import dev.parallax.model.value.Bytes;
import dev.parallax.store.Store;
import dev.parallax.store.VantageRecord;
import java.security.PublicKey;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.time.Duration;

/** A new certificate for the holder of an earlier certificate. */
final class Renewal {
  /**
   * The time after its end for which a certificate still proves the identity of its holder: an
   * agent that was off for two months recovers by itself. Revocation ends it at once.
   */
  static final Duration GRACE = Duration.ofDays(90);

  private final Store store;
  private final CertificateAuthority authority;
  private final Admission admission;
  private final Clock clock;

  Renewal(Store store, CertificateAuthority authority, Admission admission, Clock clock) {
    this.store = store;
    this.authority = authority;
    this.admission = admission;
    this.clock = clock;
  }

  X509Certificate renew(X509Certificate old, PublicKey newKey, Bytes signed, Bytes proof) {
    var agent = holder(old);
    requireProof(old, signed, proof);
    var vantage = admission.requireStanding(agent);
    admission.requireNotSuperseded(agent, old);
    requireRecent(old);
    var generation = store.nextGeneration(vantage.id(), vantage.enrolment());
    if (generation.isEmpty()) {
      throw revoked(vantage);
    }
    var renewed =
        authority.agent(vantage.id(), vantage.enrolment(), generation.getAsLong(), newKey);
    if (!store.renewVantage(vantage.id(), vantage.enrolment(), renewed.getNotAfter().toInstant())) {
      throw revoked(vantage);
    }
    return renewed;
  }

  private static RefusedException revoked(VantageRecord vantage) {
    return new RefusedException(Reason.VANTAGE_REVOKED, "vantage " + vantage.id() + " is revoked");
  }

  private Role.Agent holder(X509Certificate old) {
    if (admission.identify(old) instanceof Role.Agent agent) {
      return agent;
    }
    throw new RefusedException(
        Reason.CERTIFICATE_FOREIGN, "the certificate to renew is not an agent's");
  }

  private void requireRecent(X509Certificate old) {
    var end = old.getNotAfter().toInstant();
    if (clock.instant().isAfter(end.plus(GRACE))) {
      throw new RefusedException(
          Reason.CERTIFICATE_TOO_OLD,
          "the certificate expired at "
              + end
              + ", more than "
              + GRACE.toDays()
              + " days ago; join again");
    }
  }

  private static void requireProof(X509Certificate old, Bytes signed, Bytes proof) {
    if (!P256.verifies(old.getPublicKey(), signed.toArray(), proof.toArray())) {
      throw new RefusedException(
          Reason.PROOF_WRONG, "the proof is not a signature by the old certificate's key");
    }
  }
}
