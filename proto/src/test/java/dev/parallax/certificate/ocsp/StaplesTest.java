package dev.parallax.certificate.ocsp;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.parallax.certificate.Certificates;
import dev.parallax.certificate.Chains;
import dev.parallax.certificate.OcspResponder;
import dev.parallax.certificate.Presented;
import dev.parallax.certificate.Validation;
import dev.parallax.model.failure.Failure;
import dev.parallax.model.failure.FailureWord;
import dev.parallax.model.observation.OcspStaple;
import dev.parallax.model.observation.OcspStaple.Status;
import io.netty.pkitesting.CertificateBuilder;
import io.netty.pkitesting.X509Bundle;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Date;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.bouncycastle.cert.ocsp.CertificateStatus;
import org.bouncycastle.cert.ocsp.RevokedStatus;
import org.bouncycastle.cert.ocsp.UnknownStatus;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class StaplesTest {
  private static final Instant NOW = Instant.parse("2026-06-01T00:00:00Z");
  private static final Instant HOUR_AGO = NOW.minus(Duration.ofHours(1));
  private static final Instant GONE = Instant.parse("2026-05-20T08:00:00Z");
  private static final CertificateStatus GOOD = CertificateStatus.GOOD;
  private static final CertificateStatus REVOKED = new RevokedStatus(Date.from(GONE), 1);
  private static final String HOST = "www.example.com";

  private static X509Bundle root;
  private static X509Bundle issuer;
  private static X509Bundle leaf;

  @BeforeAll
  static void issue() throws Exception {
    root = authority().subject("CN=root").buildSelfSigned();
    issuer = authority().subject("CN=issuer").buildIssuedBy(root);
    leaf =
        dated(new CertificateBuilder().subject("CN=leaf"))
            .addSanDnsName(HOST)
            .buildIssuedBy(issuer);
  }

  @Test
  void good() throws Exception {
    var staple = read(says(OcspResponder.of(issuer), GOOD));
    assertEquals(Status.GOOD, staple.status());
    assertEquals(Optional.of(HOUR_AGO), staple.thisUpdate());
    assertEquals(Optional.of(HOUR_AGO.plus(Duration.ofDays(3))), staple.nextUpdate());
    assertEquals(Optional.empty(), judge(staple));
  }

  @Test
  void revoked_isAWordOfItsOwn() throws Exception {
    var staple = read(says(OcspResponder.of(issuer), REVOKED));
    assertEquals(
        new OcspStaple(
            Status.REVOKED,
            Optional.of(HOUR_AGO),
            Optional.of(HOUR_AGO.plus(Duration.ofDays(3))),
            Optional.of(GONE),
            "keyCompromise"),
        staple);
    assertEquals(Optional.of(FailureWord.CERT_REVOKED), judge(staple));
  }

  @Test
  void unknownToItsResponder_isNotRevoked() throws Exception {
    var staple = read(says(OcspResponder.of(issuer), new UnknownStatus()));
    assertEquals(Status.UNKNOWN, staple.status());
    assertEquals(Optional.empty(), judge(staple));
  }

  @Test
  void issuerThatWasNotSent_isFoundAmongTheAnchors() throws Exception {
    var der = says(OcspResponder.of(issuer), REVOKED);
    var alone = Chains.facts(leaf.getCertificate());
    assertEquals(
        Status.REVOKED, Staples.read(der, alone, List.of(issuer.getCertificate()), NOW).status());
    assertEquals(Status.UNVERIFIED, Staples.read(der, alone, List.of(), NOW).status());
  }

  @Test
  void delegatedResponder_mayRevoke() throws Exception {
    var delegate = responder(issuer, true, NOW.plus(Duration.ofDays(1)));
    assertEquals(
        Status.REVOKED, read(says(OcspResponder.of(issuer).signedBy(delegate), REVOKED)).status());
  }

  @Test
  void nobodyElse_mayRevoke() throws Exception {
    var stranger = authority().subject("CN=issuer").buildSelfSigned();
    assertUnverified(stranger);
    assertUnverified(leaf);
    assertUnverified(responder(issuer, false, NOW.plus(Duration.ofDays(1))));
    assertUnverified(responder(issuer, true, NOW.minusSeconds(1)));
    assertUnverified(responder(root, true, NOW.plus(Duration.ofDays(1))));
  }

  private static void assertUnverified(X509Bundle signer) throws Exception {
    var staple = read(says(OcspResponder.of(issuer).signedBy(signer), REVOKED));
    assertEquals(Status.UNVERIFIED, staple.status(), staple::toString);
    assertEquals(Optional.empty(), judge(staple));
  }

  @Test
  void aboutAnotherCertificate_isUnverified() throws Exception {
    var other = dated(new CertificateBuilder().subject("CN=other")).buildIssuedBy(issuer);
    var der = OcspResponder.of(issuer).says(REVOKED, other.getCertificate(), HOUR_AGO);
    assertEquals(Status.UNVERIFIED, read(der).status());
    var namesake = OcspResponder.of(root).signedBy(issuer);
    assertEquals(Status.UNVERIFIED, read(says(namesake, REVOKED)).status());
  }

  @Test
  void outsideItsWindow_isStaleByThatClock() throws Exception {
    var der = says(OcspResponder.of(issuer), REVOKED);
    assertEquals(Status.STALE, at(der, NOW.plus(Duration.ofDays(4))).status());
    assertEquals(Status.STALE, at(der, NOW.minus(Duration.ofDays(1))).status());
    assertEquals(Status.REVOKED, at(der, HOUR_AGO.minusSeconds(60)).status());
    assertEquals(Optional.empty(), judge(at(der, NOW.plus(Duration.ofDays(4)))));
  }

  @Test
  void withoutAnEnd_isBelievedAWeek() throws Exception {
    var der = says(OcspResponder.of(issuer).withoutEnd(), GOOD);
    assertEquals(Status.GOOD, at(der, NOW.plus(Duration.ofDays(6))).status());
    assertEquals(Status.STALE, at(der, NOW.plus(Duration.ofDays(8))).status());
  }

  @Test
  void noSuccessfulResponse_isUnreadable() throws Exception {
    var refusal = read(OcspResponder.refuses());
    assertEquals(Status.UNREADABLE, refusal.status());
    assertTrue(refusal.detail().contains("error 3"), refusal::detail);
    assertEquals(Status.UNREADABLE, read(new byte[0]).status());
    assertEquals(Status.UNREADABLE, read(new byte[] {0x30, (byte) 0x80}).status());
  }

  @Test
  void hugeResponse_isNotRead() {
    var huge = new byte[10 << 20];
    assertEquals(Status.UNREADABLE, read(huge).status());
  }

  /** No bytes cause an exception, and only the responder's bytes revoke. */
  @Test
  void garbledResponses_areNeverRevocations() throws Exception {
    var der = says(OcspResponder.of(issuer), REVOKED);
    var random = new Random(6960);
    for (int i = 0; i < 5_000; i++) {
      var garbled = garble(der, random);
      if (!Arrays.equals(garbled, der)) {
        OcspStaple staple = read(garbled);
        if (staple.status() == Status.REVOKED) {
          assertSignedPartIsWhole(der, garbled);
        }
      }
    }
  }

  /** Bytes outside the signature, such as a sent certificate, may be arbitrary. */
  private static void assertSignedPartIsWhole(byte[] der, byte[] garbled) {
    assertEquals(OcspResponse.read(der).signedData(), OcspResponse.read(garbled).signedData());
  }

  private static byte[] garble(byte[] der, Random random) {
    var garbled =
        Arrays.copyOf(der, random.nextInt(10) == 0 ? random.nextInt(der.length) : der.length);
    for (int changes = random.nextInt(1, 4); changes > 0 && garbled.length > 0; changes--) {
      garbled[random.nextInt(garbled.length)] = (byte) random.nextInt();
    }
    return garbled;
  }

  @Test
  void theJudgeNamesTheReason() throws Exception {
    var staple = read(says(OcspResponder.of(issuer), REVOKED));
    var failure = failure(staple).orElseThrow();
    assertEquals(
        "by the stapled OCSP response the certificate was revoked at 2026-05-20T08:00:00Z, reason"
            + " keyCompromise",
        failure.detail());
    assertNotEquals(Optional.empty(), judge(staple));
  }

  private static byte[] says(OcspResponder responder, CertificateStatus status) throws Exception {
    return responder.says(status, leaf.getCertificate(), HOUR_AGO);
  }

  private static OcspStaple read(byte[] der) {
    return at(der, NOW);
  }

  private static OcspStaple at(byte[] der, Instant now) {
    return Staples.read(der, Chains.facts(leaf.getCertificatePath()), anchors(), now);
  }

  private static Optional<FailureWord> judge(OcspStaple staple) {
    return failure(staple).map(Failure::word);
  }

  private static Optional<Failure> failure(OcspStaple staple) {
    var validation = Certificates.validate(presented(Optional.of(staple)), anchors(), NOW);
    return validation instanceof Validation.Invalid(var failure)
        ? Optional.of(failure)
        : Optional.empty();
  }

  private static Presented presented(Optional<OcspStaple> staple) {
    return new Presented(Chains.facts(leaf.getCertificatePath()), staple, HOST);
  }

  private static List<X509Certificate> anchors() {
    return List.of(root.getCertificate());
  }

  private static X509Bundle responder(X509Bundle by, boolean mayRespond, Instant until)
      throws Exception {
    var builder = dated(new CertificateBuilder().subject("CN=responder")).notAfter(until);
    return (mayRespond ? builder.addExtendedKeyUsageOcspSigning() : builder).buildIssuedBy(by);
  }

  private static CertificateBuilder authority() {
    return dated(new CertificateBuilder()).setIsCertificateAuthority(true);
  }

  private static CertificateBuilder dated(CertificateBuilder builder) {
    return builder
        .ecp256()
        .notBefore(NOW.minus(Duration.ofDays(30)))
        .notAfter(NOW.plus(Duration.ofDays(30)));
  }
}
