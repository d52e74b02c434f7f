package dev.parallax.certificate;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.parallax.certificate.extension.CertificateNames;
import dev.parallax.certificate.reader.CertificateReader;
import io.netty.pkitesting.CertificateBuilder;
import io.netty.pkitesting.X509Bundle;
import java.security.KeyPairGenerator;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.x509.AuthorityInformationAccess;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.asn1.x509.X509ObjectIdentifiers;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CertificatesTest {
  private static final Instant NOW = Instant.parse("2026-06-01T00:00:00Z");
  private static final String HOST = "www.example.com";
  private static final String NAMES = "2.5.29.17";
  private static final String ACCESS = "1.3.6.1.5.5.7.1.1";
  private static final ASN1ObjectIdentifier CA_ISSUERS = X509ObjectIdentifiers.id_ad_caIssuers;
  private static final ASN1ObjectIdentifier OCSP = X509ObjectIdentifiers.id_ad_ocsp;

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

  /** The leaf of a private authority is sent alone too; only a URL of the issuer is a proof. */
  @Test
  void leafAlone_withoutItsIssuer_isIncompleteWhenItSaysWhereToGetIt() throws Exception {
    var middle = authority().subject("CN=middle").buildIssuedBy(root("CN=root"));
    var leaf = leaf().buildIssuedBy(middle);
    assertEquals("cert_unknown_issuer", judge(List.of(leaf.getCertificate()), root("CN=root")));
    var told = leaf().addExtensionOctetString(ACCESS, false, access(CA_ISSUERS));
    assertEquals(
        "cert_incomplete_chain",
        judge(List.of(told.buildIssuedBy(middle).getCertificate()), root("CN=root")));
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
  void crossSignedIssuer_theWayThatIsTrustedCounts() throws Exception {
    var root = root("CN=root");
    var key = root("CN=key").getKeyPair();
    var elsewhere = authority().subject("CN=middle").keyPair(key).buildIssuedBy(root("CN=old"));
    var here = authority().subject("CN=middle").keyPair(key).buildIssuedBy(root);
    var leaf = leaf().buildIssuedBy(elsewhere).getCertificate();
    var sent = List.of(leaf, elsewhere.getCertificate(), here.getCertificate());
    assertEquals("", judge(sent, root));
  }

  /** The true issuer comes after more namesakes than are verified: a limit, not a wrong issuer. */
  @Test
  void manyIssuersOfOneName_areNotAllTried() throws Exception {
    var sent = new ArrayList<X509Certificate>();
    var root = root("CN=root");
    var middle = authority().subject("CN=middle").buildIssuedBy(root);
    sent.add(leaf().buildIssuedBy(middle).getCertificate());
    for (int i = 0; i < 98; i++) {
      sent.add(root("CN=middle").getCertificate());
    }
    sent.add(middle.getCertificate());
    assertEquals(
        "indeterminate: 65 signature verifications > 64, the limit of this reader",
        judge(sent, root));
  }

  @Test
  void leafWithoutItsIssuer_amongStrangers_isIncompleteWhenItSaysWhereToGetIt() throws Exception {
    var middle = authority().subject("CN=middle").buildIssuedBy(root("CN=root"));
    var stranger = root("CN=stranger").getCertificate();
    var told = leaf().addExtensionOctetString(ACCESS, false, access(CA_ISSUERS));
    var untold = leaf().addExtensionOctetString(ACCESS, false, access(OCSP));
    assertEquals(
        "cert_incomplete_chain",
        judge(List.of(told.buildIssuedBy(middle).getCertificate(), stranger), root("CN=root")));
    assertEquals(
        "cert_unknown_issuer",
        judge(List.of(untold.buildIssuedBy(middle).getCertificate(), stranger), root("CN=root")));
  }

  private static byte[] access(ASN1ObjectIdentifier method) throws Exception {
    var location = new GeneralName(GeneralName.uniformResourceIdentifier, "http://ca.example/ca");
    return new AuthorityInformationAccess(method, location).getEncoded();
  }

  @Test
  void unreadableLeaf_theNextIsNotJudgedInItsPlace() throws Exception {
    var root = root("CN=root");
    var next = leaf().buildIssuedBy(root).getCertificate();
    var chain = new ArrayList<>(Chains.facts(next));
    chain.addFirst(CertificateReader.facts(new byte[] {0x30, 1, 0}));
    var presented = new Presented(chain, Optional.empty(), HOST);
    assertEquals("cert_malformed", word(presented, root));
  }

  @Test
  void hiddenMarksInNames_areTakenOut() throws Exception {
    var root = root("CN=root");
    var subject = "CN=a\u202eb\u0007c\u2028d\u009be";
    var names = new GeneralNames(new GeneralName(GeneralName.dNSName, "x\u0001y"));
    var leaf =
        dated(new CertificateBuilder().subject(subject))
            .addExtensionOctetString(NAMES, false, names.getEncoded());
    var facts = Chains.facts(leaf.buildIssuedBy(root).getCertificate()).getFirst();
    assertEquals("CN=a b c d e", facts.subject());
    assertEquals(List.of("x y"), facts.names());
  }

  @Test
  void issuerThatMayNotIssue_isNamed() throws Exception {
    var root = root("CN=root");
    var capped = authority().subject("CN=capped").setPathLengthConstraint(OptionalInt.of(0));
    var middle = capped.buildIssuedBy(root);
    var below = authority().subject("CN=below").buildIssuedBy(middle);
    assertEquals("cert_invalid_issuer", judge(path(leaf().buildIssuedBy(below)), root));
  }

  @Test
  void nothingSent_isMalformed() throws Exception {
    assertEquals("cert_malformed", judge(List.of(), root("CN=root")));
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
    return word(presented, trusted);
  }

  private static String word(Presented presented, X509Bundle trusted) {
    return Words.of(Certificates.validate(presented, List.of(trusted.getCertificate()), NOW));
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
