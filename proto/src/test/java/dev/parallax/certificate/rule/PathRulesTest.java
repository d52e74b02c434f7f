package dev.parallax.certificate.rule;

import static dev.parallax.certificate.IssuedChain.HOST;
import static dev.parallax.certificate.IssuedChain.NOW;
import static dev.parallax.certificate.IssuedChain.authority;
import static dev.parallax.certificate.IssuedChain.certificates;
import static dev.parallax.certificate.IssuedChain.nameless;
import static dev.parallax.certificate.IssuedChain.server;
import static dev.parallax.certificate.IssuedChain.word;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.parallax.certificate.Certificates;
import dev.parallax.certificate.Chains;
import dev.parallax.certificate.IssuedChain;
import dev.parallax.certificate.Presented;
import dev.parallax.certificate.Words;
import dev.parallax.certificate.ocsp.Staples;
import dev.parallax.model.observation.OcspStaple;
import io.netty.pkitesting.CertificateBuilder;
import io.netty.pkitesting.CertificateBuilder.ExtendedKeyUsage;
import io.netty.pkitesting.CertificateBuilder.KeyUsage;
import java.math.BigInteger;
import java.net.URI;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.util.Date;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.AuthorityKeyIdentifier;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.asn1.x509.PolicyConstraints;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;
import org.junit.jupiter.api.Test;

/**
 * The faults of certificates on a path to an anchor that clients refuse; each rule and its word.
 */
class PathRulesTest {
  private static final String USAGE = "2.5.29.15";
  private static final String NAMES = "2.5.29.17";
  private static final String CONSTRAINTS = "2.5.29.19";
  private static final String AUTHORITY_KEY = "2.5.29.35";
  private static final String POLICY = "2.5.29.36";
  private static final String PURPOSES = "2.5.29.37";
  private static final String UNKNOWN = "1.2.3.4.5";
  private static final byte[] NOTHING = {0x30, 0};
  private static final byte[] UNREADABLE = {5, 0};

  private static IssuedChain leaf(UnaryOperator<CertificateBuilder> change) {
    return new IssuedChain().leaf(change);
  }

  private static IssuedChain middle(UnaryOperator<CertificateBuilder> change) {
    return new IssuedChain().middle(change);
  }

  private static IssuedChain root(UnaryOperator<CertificateBuilder> change) {
    return new IssuedChain().root(change);
  }

  @Test
  void usualChain_isValid() throws Exception {
    assertEquals("", new IssuedChain().word());
  }

  @Test
  void leafForClientsAlone_isForAWrongPurpose() throws Exception {
    assertEquals(
        "cert_wrong_purpose", leaf(CertificateBuilder::addExtendedKeyUsageClientAuth).word());
    assertEquals(
        "", leaf(it -> it.addExtendedKeyUsageClientAuth().addExtendedKeyUsageServerAuth()).word());
    assertEquals(
        "", leaf(it -> it.addExtendedKeyUsage(ExtendedKeyUsage.PKIX_KP_SERVER_AUTH)).word());
    assertEquals("", leaf(it -> it.addExtendedKeyUsage("2.5.29.37.0")).word());
  }

  /** As in Chromium, OpenSSL and Go; RFC 5280 does not define it. */
  @Test
  void authorityForClientsAlone_bindsTheLeaf() throws Exception {
    assertEquals(
        "cert_wrong_purpose", middle(CertificateBuilder::addExtendedKeyUsageClientAuth).word());
    assertEquals("", root(CertificateBuilder::addExtendedKeyUsageClientAuth).word());
  }

  @Test
  void keyOfAnAuthority_isNoKeyOfAServer() throws Exception {
    assertEquals(
        "cert_wrong_purpose", leaf(it -> it.setKeyUsage(true, KeyUsage.keyCertSign)).word());
    assertEquals(
        "",
        leaf(it -> it.setKeyUsage(true, KeyUsage.keyCertSign, KeyUsage.digitalSignature)).word());
    assertEquals("", leaf(it -> it.setKeyUsage(true, KeyUsage.keyEncipherment)).word());
  }

  @Test
  void extendedKeyUsageWithoutAPurpose_isMalformed() throws Exception {
    assertEquals(
        "cert_malformed", leaf(it -> it.addExtensionOctetString(PURPOSES, false, NOTHING)).word());
  }

  /** An authority in the leaf's place is accepted by Chromium and Go when its key may sign. */
  @Test
  void authorityInTheLeafsPlace() throws Exception {
    var plain = leaf(it -> it.setIsCertificateAuthority(true));
    assertEquals("", plain.word());
    assertEquals("cert_name_mismatch", plain.host("other.example").word());
  }

  @Test
  void issuerThatIsNoAuthority_isInvalid() throws Exception {
    assertEquals("cert_invalid_issuer", middle(it -> it.setIsCertificateAuthority(false)).word());
    assertEquals(
        "cert_invalid_issuer",
        middle(it -> it.setKeyUsage(true, KeyUsage.digitalSignature)).word());
  }

  @Test
  void anchor_mayLackExtensions_notContradictThem() throws Exception {
    assertEquals("", anchored(Optional.empty()));
    assertEquals("", anchored(Optional.of(new BasicConstraints(true))));
    assertEquals("cert_invalid_issuer", anchored(Optional.of(new BasicConstraints(false))));
    assertEquals("cert_invalid_issuer", root(it -> it.setKeyUsage(true, KeyUsage.cRLSign)).word());
  }

  private static String anchored(Optional<BasicConstraints> constraints) throws Exception {
    var keys = KeyPairGenerator.getInstance("EC").generateKeyPair();
    return anchored(constraints, keys, "SHA256withECDSA");
  }

  private static String anchored(
      Optional<BasicConstraints> constraints, KeyPair keys, String signature) throws Exception {
    var own = KeyPairGenerator.getInstance("EC").generateKeyPair().getPublic();
    var name = new X500Name("CN=root");
    var from = Date.from(NOW.minusSeconds(1));
    var until = Date.from(NOW.plusSeconds(1));
    var root =
        new JcaX509v3CertificateBuilder(name, BigInteger.ONE, from, until, name, keys.getPublic());
    if (constraints.isPresent()) {
      root.addExtension(Extension.basicConstraints, true, constraints.get());
    }
    var leaf =
        new JcaX509v3CertificateBuilder(
                name, BigInteger.TWO, from, until, new X500Name("CN=leaf"), own)
            .addExtension(
                Extension.subjectAlternativeName,
                false,
                new GeneralNames(new GeneralName(GeneralName.dNSName, HOST)));
    var signer = new JcaContentSignerBuilder(signature).build(keys.getPrivate());
    var converter = new JcaX509CertificateConverter();
    return word(
        List.of(converter.getCertificate(leaf.build(signer))),
        HOST,
        List.of(converter.getCertificate(root.build(signer))));
  }

  @Test
  void unknownCriticalExtension_isNamedWhereverItIs() throws Exception {
    UnaryOperator<CertificateBuilder> critical =
        it -> it.addExtensionOctetString(UNKNOWN, true, NOTHING);
    for (var chain : List.of(leaf(critical), middle(critical), root(critical))) {
      assertEquals("cert_unknown_critical_extension", chain.word());
    }
    assertEquals("", leaf(it -> it.addExtensionOctetString(UNKNOWN, false, NOTHING)).word());
  }

  @Test
  void unreadableExtension_isNotAnAbsentOne() throws Exception {
    for (var extension : List.of(USAGE, CONSTRAINTS, AUTHORITY_KEY)) {
      assertEquals(
          "cert_malformed",
          new IssuedChain()
              .leaf(it -> bare().addExtensionOctetString(extension, false, UNREADABLE))
              .word(),
          extension);
    }
    var names = new byte[] {0x30, 5, (byte) 0x87, 3, 1, 2, 3};
    assertEquals(
        "cert_malformed",
        leaf(it -> nameless().addExtensionOctetString(NAMES, false, names)).word());
  }

  private static CertificateBuilder bare() {
    return new CertificateBuilder()
        .ecp256()
        .subject("CN=leaf")
        .notBefore(NOW.minusSeconds(1))
        .notAfter(NOW.plusSeconds(1));
  }

  /** RFC 5280, section 4.2.1.1: both or none. */
  @Test
  void authorityKeyNamedByHalf_isMalformed() throws Exception {
    var issuer = new GeneralNames(new GeneralName(GeneralName.dNSName, "ca.example"));
    var half = new AuthorityKeyIdentifier(issuer, BigInteger.ONE).getEncoded();
    assertEquals("", leaf(it -> it.addExtensionOctetString(AUTHORITY_KEY, false, half)).word());
    var serial = new byte[] {0x30, 3, (byte) 0x82, 1, 1};
    assertEquals(
        "cert_malformed",
        leaf(it -> it.addExtensionOctetString(AUTHORITY_KEY, false, serial)).word());
  }

  @Test
  void policyThatAnAuthorityRequires_isMissed() throws Exception {
    var required = new PolicyConstraints(BigInteger.ZERO, null).getEncoded();
    assertEquals(
        "cert_policy_violation",
        middle(it -> it.addExtensionOctetString(POLICY, true, required)).word());
  }

  /** A root is trusted until its end; a bundle with an expired root only trusts no chain. */
  @Test
  void endedRoot_isNoRoot() throws Exception {
    assertEquals("cert_unknown_issuer", root(it -> it.notAfter(NOW.minusSeconds(1))).word());
    assertEquals(
        "cert_expired",
        root(it -> it.notAfter(NOW.minusSeconds(2)))
            .leaf(it -> it.notAfter(NOW.minusSeconds(1)))
            .word());
  }

  /** Periods have whole seconds: the last second counts in full, as in Chromium. */
  @Test
  void lastSecond_isValid() throws Exception {
    var root = authority("CN=root").buildSelfSigned();
    var leaf = server().notAfter(NOW).buildIssuedBy(root);
    var presented = new Presented(Chains.facts(leaf.getCertificate()), Optional.empty(), HOST);
    var anchors = certificates(root);
    assertEquals("", Words.of(Certificates.validate(presented, anchors, NOW.plusMillis(999))));
    assertEquals(
        "cert_expired", Words.of(Certificates.validate(presented, anchors, NOW.plusSeconds(1))));
  }

  @Test
  void issuerOfThatVeryKey_didNotSign() throws Exception {
    var root = authority("CN=root").buildSelfSigned();
    var other = authority("CN=middle").buildIssuedBy(root);
    var forger = authority("CN=middle").buildSelfSigned();
    var claim = new byte[] {0x30, 4, (byte) 0x80, 2, 7, 7};
    var key = new byte[] {0x04, 2, 7, 7};
    var named =
        authority("CN=middle").addExtensionOctetString("2.5.29.14", false, key).buildIssuedBy(root);
    var forged =
        server().addExtensionOctetString(AUTHORITY_KEY, false, claim).buildIssuedBy(forger);
    assertEquals("cert_bad_signature", word(certificates(forged, named), HOST, certificates(root)));
    assertEquals(
        "cert_unknown_issuer",
        word(certificates(server().buildIssuedBy(forger), other), HOST, certificates(root)));
  }

  @Test
  void serversOwnSentLater_isAWrongOrder() throws Exception {
    var root = authority("CN=root").buildSelfSigned();
    var middle = authority("CN=middle").buildIssuedBy(root);
    var leaf = server().buildIssuedBy(middle);
    assertEquals("cert_wrong_order", word(certificates(middle, leaf), HOST, certificates(root)));
    assertEquals(
        "cert_name_mismatch", word(certificates(middle, leaf), "x.example", certificates(root)));
  }

  @Test
  void keyAndSignatureByDsa_areWeak() throws Exception {
    var generator = KeyPairGenerator.getInstance("DSA");
    generator.initialize(2_048);
    var keys = generator.generateKeyPair();
    assertEquals("cert_weak_key_or_signature", leaf(it -> it.publicKey(keys.getPublic())).word());
    assertEquals("cert_weak_key_or_signature", anchored(Optional.empty(), keys, "SHA256withDSA"));
  }

  @Test
  void readableNamesInEveryForm() throws Exception {
    assertEquals("", leaf(it -> nameless().addSanIpAddress("::1")).host("::1").word());
    assertEquals("", leaf(it -> nameless().addSanIpAddress("192.0.2.1")).host("192.0.2.1").word());
    assertEquals(
        "",
        leaf(it ->
                it.addSanRfc822Name("a@example.com")
                    .addSanDirectoryName("CN=x")
                    .addSanRegisteredId("1.2.3")
                    .addSanUriName(URI.create("https://example.com/")))
            .word());
    assertEquals(
        "cert_name_mismatch",
        leaf(it -> nameless().addSanDnsName("192.0.2.1")).host("192.0.2.1").word());
    assertEquals("cert_name_mismatch", leaf(it -> nameless()).word());
  }

  @Test
  void requiredStaple_isKnownFromTheLeaf() throws Exception {
    var feature = "1.3.6.1.5.5.7.1.24";
    var root = authority("CN=root").buildSelfSigned();
    var plain = server().buildIssuedBy(root);
    var status = new byte[] {0x30, 3, 2, 1, 5};
    var required = server().addExtensionOctetString(feature, false, status).buildIssuedBy(root);
    var odd = server().addExtensionOctetString(feature, false, UNREADABLE).buildIssuedBy(root);
    assertEquals(Optional.empty(), Staples.missing(Chains.facts(plain.getCertificate())));
    assertEquals(Optional.empty(), Staples.missing(Chains.facts(odd.getCertificate())));
    assertEquals(Optional.empty(), Staples.missing(List.of()));
    assertEquals(
        OcspStaple.Status.MISSING,
        Staples.missing(Chains.facts(required.getCertificate())).orElseThrow().status());
  }
}
