package dev.parallax.certificate.crl;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.parallax.certificate.extension.DistributionPoints;
import dev.parallax.model.observation.CentralCheck.Status;
import io.netty.pkitesting.CertificateBuilder;
import io.netty.pkitesting.CertificateBuilder.KeyUsage;
import io.netty.pkitesting.X509Bundle;
import java.math.BigInteger;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.bouncycastle.asn1.ASN1Integer;
import org.bouncycastle.asn1.x509.CRLReason;
import org.bouncycastle.asn1.x509.Extension;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class RevocationListsTest {
  private static final Instant NOW = Instant.parse("2026-06-01T00:00:00Z");
  private static final Instant HOUR_AGO = NOW.minus(Duration.ofHours(1));
  private static final Instant GONE = Instant.parse("2026-05-20T08:00:00Z");
  private static final String POINT = "http://crl.example/7.crl";

  private static X509Bundle issuer;
  private static X509Bundle leaf;

  @BeforeAll
  static void issue() throws Exception {
    issuer = authority("issuer").buildSelfSigned();
    leaf = leafAt(POINT);
  }

  private static X509Bundle leafAt(String point) throws Exception {
    return dated("leaf").addCrlDistributionPoint(URI.create(point)).buildIssuedBy(issuer);
  }

  @Test
  void listWithoutTheCertificate_isGood() throws Exception {
    var list = list().revoked(other(1), GONE, CRLReason.keyCompromise).signedBy(issuer);
    assertEquals(new ListedStatus(Status.GOOD, Optional.empty(), ""), read(list));
    assertEquals(Status.GOOD, read(list().signedBy(issuer)).status());
  }

  @Test
  void listedCertificate_isRevoked() throws Exception {
    var list = list();
    for (int i = 1; i <= 2_000; i++) {
      list.revoked(other(i), GONE, CRLReason.superseded);
    }
    list.revoked(serial(), GONE, CRLReason.keyCompromise);
    assertEquals(
        new ListedStatus(Status.REVOKED, Optional.of(GONE), "keyCompromise"),
        read(list.signedBy(issuer)));
    assertEquals(
        new ListedStatus(Status.REVOKED, Optional.of(GONE), ""),
        read(list().revoked(serial(), GONE, CRLReason.unspecified).signedBy(issuer)));
  }

  @Test
  void onlyTheIssuer_revokes() throws Exception {
    var namesake = authority("issuer").buildSelfSigned();
    var stranger = authority("stranger").buildSelfSigned();
    var list = list().revoked(serial(), GONE, CRLReason.keyCompromise);
    assertUnverified("not signed by", read(list.signedBy(namesake)));
    var another = new SignedList(stranger, HOUR_AGO).revoked(serial(), GONE, 1);
    assertUnverified("another issuer", read(another.signedBy(issuer)));
  }

  @Test
  void issuerWhoseKeyMayNotSignLists_revokesNothing() throws Exception {
    var unfit = authority("unfit").setKeyUsage(true, KeyUsage.keyCertSign).buildSelfSigned();
    var its = dated("leaf").buildIssuedBy(unfit);
    var list =
        new SignedList(unfit, HOUR_AGO)
            .revoked(its.getCertificate().getSerialNumber(), GONE, 1)
            .signedBy(unfit);
    assertUnverified(
        "key usage", RevocationLists.read(list, its.getCertificate(), unfit.getCertificate(), NOW));
  }

  @Test
  void signatureWithSha1_provesNothing() throws Exception {
    var list = list().revoked(serial(), GONE, 1).signedBy(issuer, "SHA1withECDSA");
    assertUnverified("not signed by", read(list));
  }

  @Test
  void listOfAnotherPart_saysNothing() throws Exception {
    assertEquals(Status.GOOD, read(list().of(POINT, true, false).signedBy(issuer)).status());
    assertUnverified(
        "another distribution point",
        read(list().of("http://crl.example/8.crl", true, false).signedBy(issuer)));
    assertUnverified("another kind", read(list().of(POINT, false, true).signedBy(issuer)));
    var delta = list().with(Extension.deltaCRLIndicator.getId(), true, new ASN1Integer(1));
    assertUnverified("2.5.29.27", read(delta.signedBy(issuer)));
    var number = list().with(Extension.cRLNumber.getId(), false, new ASN1Integer(9));
    assertEquals(Status.GOOD, read(number.signedBy(issuer)).status());
  }

  @Test
  void outsideItsWindow_isStaleByThatClock() throws Exception {
    var list = list().revoked(serial(), GONE, 1).signedBy(issuer);
    assertEquals(Status.STALE, read(list, NOW.plus(Duration.ofDays(4))).status());
    assertEquals(Status.STALE, read(list, NOW.minus(Duration.ofDays(1))).status());
    assertEquals(Status.REVOKED, read(list, HOUR_AGO.minusSeconds(60)).status());
  }

  @Test
  void endedHold_isGood() throws Exception {
    var list = list().revoked(serial(), GONE, CRLReason.removeFromCRL).signedBy(issuer);
    assertEquals(Status.GOOD, read(list).status());
  }

  @Test
  void noList_isUnreadable() throws Exception {
    assertEquals(Status.UNREADABLE, read(new byte[0]).status());
    assertEquals(
        Status.UNREADABLE,
        read("<html>captive portal</html>".getBytes(StandardCharsets.UTF_8)).status());
    assertEquals(Status.UNREADABLE, read(new byte[RevocationLists.LIMIT + 1]).status());
    var outer = new byte[] {0x30, 12, 2, 1, 0, 2, 1, 0, 2, 1, 0, 2, 1, 0};
    assertEquals(Status.UNREADABLE, read(outer).status());
  }

  /** A list with a changed bit is neither good nor a revocation. */
  @Test
  void changedList_neverDecides() throws Exception {
    var signed = list().revoked(serial(), GONE, CRLReason.keyCompromise).signedBy(issuer);
    var random = new Random(7);
    for (int i = 0; i < 300; i++) {
      var changed = Arrays.copyOf(signed, signed.length);
      int at = random.nextInt(changed.length);
      changed[at] ^= (byte) (1 << random.nextInt(8));
      var status = read(changed);
      assertTrue(
          status.status() == Status.UNREADABLE || status.status() == Status.UNVERIFIED,
          () -> "byte " + at + " " + status);
    }
  }

  @Test
  void addressesOfAPartOfTheReasons_areLeftOut() throws Exception {
    assertEquals(List.of(POINT), DistributionPoints.of(leaf.getCertificate()));
    assertEquals(List.of(), DistributionPoints.of(issuer.getCertificate()));
    var indirect =
        dated("leaf")
            .addCrlDistributionPoint(
                URI.create(POINT), issuer.getCertificate().getSubjectX500Principal())
            .buildIssuedBy(issuer);
    assertEquals(List.of(), DistributionPoints.of(indirect.getCertificate()));
    var broken =
        dated("leaf")
            .addExtensionOctetString("2.5.29.31", false, new byte[] {0x30, 3, 1, 1})
            .buildIssuedBy(issuer);
    assertEquals(List.of(), DistributionPoints.of(broken.getCertificate()));
  }

  private static void assertUnverified(String reason, ListedStatus status) {
    assertEquals(Status.UNVERIFIED, status.status(), status::toString);
    assertTrue(status.detail().contains(reason), status::toString);
  }

  private static ListedStatus read(byte[] der) {
    return read(der, NOW);
  }

  private static ListedStatus read(byte[] der, Instant now) {
    return RevocationLists.read(der, leaf.getCertificate(), issuer.getCertificate(), now);
  }

  private static SignedList list() throws Exception {
    return new SignedList(issuer, HOUR_AGO);
  }

  private static BigInteger serial() {
    return leaf.getCertificate().getSerialNumber();
  }

  private static BigInteger other(int offset) {
    return serial().add(BigInteger.valueOf(offset));
  }

  private static CertificateBuilder authority(String name) {
    return dated(name).setIsCertificateAuthority(true);
  }

  private static CertificateBuilder dated(String name) {
    return new CertificateBuilder()
        .ecp256()
        .subject("CN=" + name)
        .notBefore(NOW.minus(Duration.ofDays(30)))
        .notAfter(NOW.plus(Duration.ofDays(30)));
  }
}
