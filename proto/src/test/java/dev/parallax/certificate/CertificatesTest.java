package dev.parallax.certificate;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.parallax.model.Failure;
import io.netty.pkitesting.CertificateBuilder;
import io.netty.pkitesting.X509Bundle;
import java.security.KeyPairGenerator;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CertificatesTest {
  private static final Instant NOW = Instant.parse("2026-06-01T00:00:00Z");
  private static final String HOST = "www.example.com";

  @Test
  void goodChain_inAnyOrder_withStrangers_isFine() throws Exception {
    var root = root("CN=root");
    var middle = authority().subject("CN=middle").buildIssuedBy(root);
    var leaf = leaf().buildIssuedBy(middle);
    var sent =
        List.of(leaf.getCertificate(), root("CN=other").getCertificate(), middle.getCertificate());
    assertEquals("", judge(sent, root));
  }

  @Test
  void expiredLeafOfAnUnknownAuthority_isATrustFault() throws Exception {
    var stranger = authority().subject("CN=middle").buildIssuedBy(root("CN=stranger"));
    var leaf = leaf().notAfter(NOW.minusSeconds(1)).buildIssuedBy(stranger);
    assertEquals("cert_unknown_issuer", judge(path(leaf), root("CN=root")));
  }

  @Test
  void expiredLeafWithWrongName_isExpired() throws Exception {
    var root = root("CN=root");
    var leaf = dated(new CertificateBuilder().subject("CN=x")).addSanDnsName("other.example");
    assertEquals(
        "cert_expired", judge(path(leaf.notAfter(NOW.minusSeconds(1)).buildIssuedBy(root)), root));
  }

  @Test
  void leafAlone_withoutItsIssuer_isIncomplete() throws Exception {
    var middle = authority().subject("CN=middle").buildIssuedBy(root("CN=root"));
    var leaf = leaf().buildIssuedBy(middle);
    assertEquals("cert_incomplete_chain", judge(List.of(leaf.getCertificate()), root("CN=root")));
  }

  @Test
  void selfSignedThatIsTrusted_isFine() throws Exception {
    var self = authority().subject("CN=self").addSanDnsName(HOST).buildSelfSigned();
    assertEquals("", judge(path(self), self));
    assertEquals("cert_self_signed", judge(path(self), root("CN=root")));
  }

  @Test
  void shortKey_isWeak() throws Exception {
    var root = root("CN=root");
    var generator = KeyPairGenerator.getInstance("RSA");
    generator.initialize(1024);
    var leaf = leaf().keyPair(generator.generateKeyPair()).buildIssuedBy(root);
    assertEquals("cert_weak_key_or_signature", judge(path(leaf), root));
  }

  @Test
  void issuerThatMayNotIssue_hasNoWord() throws Exception {
    var root = root("CN=root");
    var capped =
        authority().subject("CN=capped").setPathLengthConstraint(java.util.OptionalInt.of(0));
    var middle = capped.buildIssuedBy(root);
    var below = authority().subject("CN=below").buildIssuedBy(middle);
    assertEquals("unknown_failure", judge(path(leaf().buildIssuedBy(below)), root));
  }

  @Test
  void nothingSent_isUnknown() throws Exception {
    assertEquals("unknown_failure", judge(List.of(), root("CN=root")));
  }

  @Test
  void addressTarget_needsAnAddressInTheCertificate() throws Exception {
    var root = root("CN=root");
    var leaf = leaf().addSanIpAddress("192.0.2.1").buildIssuedBy(root);
    assertEquals("", judge(path(leaf), "192.0.2.1", root));
    assertEquals("cert_name_mismatch", judge(path(leaf), "192.0.2.2", root));
  }

  @ParameterizedTest
  @CsvSource({
    "www.example.com, WWW.Example.Com, true",
    "*.example.com, www.example.com, true",
    "*.example.com, example.com, false",
    "*.example.com, a.b.example.com, false",
    "w*.example.com, www.example.com, false",
    "*.com, example.com, false",
    "*, example, false",
    "example.com., example.com, true"
  })
  void wildcard_standsForOneWholeLabel(String pattern, String host, boolean matches) {
    assertEquals(matches, CertificateNames.matches(pattern, host));
  }

  @Test
  void unreadableCertificate_keepsItsBytes() {
    var facts = CertificateReader.facts(new byte[] {1, 2, 3});
    assertEquals("010203", facts.der().toString());
    assertEquals(64, facts.sha256().length());
  }

  private static String judge(List<X509Certificate> sent, X509Bundle trusted) {
    return judge(sent, HOST, trusted);
  }

  private static String judge(List<X509Certificate> sent, String host, X509Bundle trusted) {
    var presented = new Presented(Chains.facts(sent), Optional.empty(), host);
    return Certificates.judge(presented, List.of(trusted.getCertificate()), NOW)
        .map(Failure::word)
        .map(Object::toString)
        .orElse("");
  }

  private static List<X509Certificate> path(X509Bundle leaf) {
    return List.of(leaf.getCertificatePath());
  }

  private static X509Bundle root(String subject) throws Exception {
    return authority().subject(subject).buildSelfSigned();
  }

  private static CertificateBuilder authority() {
    return dated(new CertificateBuilder()).setIsCertificateAuthority(true);
  }

  private static CertificateBuilder leaf() {
    return dated(new CertificateBuilder().subject("CN=leaf")).addSanDnsName(HOST);
  }

  private static CertificateBuilder dated(CertificateBuilder builder) {
    return builder.ecp256().notBefore(NOW.minusSeconds(86_400)).notAfter(NOW.plusSeconds(86_400));
  }
}
