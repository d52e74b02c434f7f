package dev.parallax.fleet.enrolment;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import dev.parallax.fleet.authority.CertificateAuthority;
import dev.parallax.fleet.authority.IssuedCertificate;
import dev.parallax.fleet.authority.SigningRequest;
import dev.parallax.fleet.enrolment.RefusedException.Reason;
import dev.parallax.model.value.Bytes;
import dev.parallax.model.vantage.JoinToken;
import dev.parallax.model.vantage.VantageId;
import dev.parallax.store.Store;
import dev.parallax.store.TokenRecord;
import dev.parallax.store.VantageRecord;
import dev.parallax.text.Printable;
import java.security.PublicKey;
import java.security.SecureRandom;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;

/** Enrolment and renewal of certificates. */
public final class Enrolment {
  private final Store store;
  private final CertificateAuthority authority;
  private final Tokens tokens;
  private final Renewal renewal;
  private final Audit audit;
  private final Clock clock;
  private final SecureRandom random;
  private final ReentrantLock joining = new ReentrantLock();

  public Enrolment(
      Store store,
      CertificateAuthority authority,
      Tokens tokens,
      Admission admission,
      Audit audit,
      Clock clock,
      SecureRandom random) {
    this.store = store;
    this.authority = authority;
    this.tokens = tokens;
    this.renewal = new Renewal(store, authority, admission, clock);
    this.audit = audit;
    this.clock = clock;
    this.random = random;
  }

  /**
   * Issues a name and a certificate for a valid token. A refusal costs no use of the token.
   *
   * @param token as printed by {@code parallax token create}
   * @param name an unused vantage name, or the name of a revoked vantage
   * @param labels the agent's labels; labels of the token take precedence
   * @param signingRequest PKCS#10, DER
   * @throws RefusedException for the reasons named {@code TOKEN_…}, {@code MALFORMED}, {@code
   *     NAME_TAKEN}
   */
  public EnrolmentResult enrol(
      String token, String name, Map<String, String> labels, Bytes signingRequest) {
    var joinToken = wellFormed(() -> JoinToken.parse(token));
    joining.lock();
    try {
      var record = tokens.verify(joinToken);
      var vantage = wellFormed(() -> new VantageId(name));
      var merged = wellFormed(() -> Labels.checked(Labels.merged(labels, record.labels())));
      var key = wellFormed(() -> SigningRequest.key(signingRequest));
      requireFree(vantage);
      return join(tokens.redeem(joinToken), vantage, merged, key);
    } finally {
      joining.unlock();
    }
  }

  /**
   * Replaces an agent's certificate, also one that expired less than 90 days ago.
   *
   * @param certificate the certificate to replace, X.509, DER
   * @param signingRequest PKCS#10, DER, by the new key
   * @param proof SHA256withECDSA over {@code signingRequest} by the old key
   * @throws RefusedException for the reasons named {@code CERTIFICATE_…} and {@code VANTAGE_…},
   *     {@code MALFORMED}, {@code PROOF_WRONG}
   */
  public X509Certificate renew(Bytes certificate, Bytes signingRequest, Bytes proof) {
    return renewal.renew(
        wellFormed(() -> IssuedCertificate.read(certificate.toArray())),
        wellFormed(() -> SigningRequest.key(signingRequest)),
        signingRequest,
        proof);
  }

  /** The authorities that agents trust: the one that signs, then its successor. */
  public List<X509Certificate> authorities() {
    return authority.anchors();
  }

  @GuardedBy("joining")
  private EnrolmentResult join(
      TokenRecord token, VantageId vantage, Map<String, String> labels, PublicKey key) {
    var enrolment = RandomId.next(random);
    var certificate = authority.agent(vantage, enrolment, 0, key);
    store.saveVantage(
        new VantageRecord(
            vantage,
            labels,
            enrolment,
            clock.instant().truncatedTo(ChronoUnit.MILLIS),
            certificate.getNotAfter().toInstant(),
            Optional.empty(),
            false));
    audit.record("token:" + token.id(), "enrol vantage " + vantage + " labels " + labels);
    return new EnrolmentResult(certificate, authority.certificate(), labels);
  }

  @GuardedBy("joining")
  private void requireFree(VantageId vantage) {
    if (store.vantage(vantage).filter(known -> !known.revoked()).isPresent()) {
      throw new RefusedException(
          Reason.NAME_TAKEN,
          "a vantage named " + vantage + " has joined already; choose another name or revoke it");
    }
  }

  private static <T> T wellFormed(Supplier<T> read) {
    try {
      return read.get();
    } catch (IllegalArgumentException malformed) {
      throw new RefusedException(Reason.MALFORMED, Printable.message(malformed));
    }
  }

  /**
   * The result of an enrolment.
   *
   * @param labels the labels in force
   */
  public record EnrolmentResult(
      X509Certificate certificate, X509Certificate authority, Map<String, String> labels) {
    public EnrolmentResult {
      labels = Map.copyOf(labels);
    }
  }
}
