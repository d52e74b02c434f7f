package dev.parallax.agent.probe;

import io.netty.pkitesting.CertificateBuilder;
import io.netty.pkitesting.X509Bundle;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import org.bouncycastle.asn1.DERSequence;
import org.bouncycastle.asn1.x509.AccessDescription;
import org.bouncycastle.asn1.x509.AuthorityInformationAccess;
import org.bouncycastle.asn1.x509.GeneralName;

/**
 * The certificates of the subdomains of badssl.com, issued here and now for the name of the tests.
 */
final class BadSslCertificates {
  // Chains must be valid while the test runs.
  @SuppressWarnings("TimeInStaticInitializer")
  static final Instant NOW = Instant.now();

  private static final String NAMES = "2.5.29.17";

  final X509Bundle root;
  final X509Bundle middle;

  BadSslCertificates() throws Exception {
    root = authority("CN=BadSSL Root").buildSelfSigned();
    middle = authority("CN=BadSSL Intermediate").buildIssuedBy(root);
  }

  X509Bundle issued(CertificateBuilder leaf) throws Exception {
    return leaf.buildIssuedBy(middle);
  }

  static X509Bundle issuedBy(X509Bundle issuer, CertificateBuilder leaf) throws Exception {
    return leaf.buildIssuedBy(issuer);
  }

  static X509Bundle selfSigned() throws Exception {
    return authority("CN=badssl").addSanDnsName(Probes.HOST).buildSelfSigned();
  }

  static X509Bundle stranger() throws Exception {
    return authority("CN=stranger").buildSelfSigned();
  }

  static CertificateBuilder authority(String subject) {
    return dated(new CertificateBuilder().subject(subject)).setIsCertificateAuthority(true);
  }

  static CertificateBuilder server() {
    return nameless().addSanDnsName(Probes.HOST);
  }

  static CertificateBuilder nameless() {
    return dated(new CertificateBuilder().subject("CN=badssl"));
  }

  /** The alternative names are then critical (RFC 5280, section 4.2.1.6). */
  static CertificateBuilder withoutSubject() throws Exception {
    var names = new DERSequence(new GeneralName(GeneralName.dNSName, Probes.HOST)).getEncoded();
    return dated(new CertificateBuilder().subject("")).addExtensionOctetString(NAMES, true, names);
  }

  static CertificateBuilder named(CertificateBuilder builder, int count) {
    for (int i = 0; i < count; i++) {
      builder.addSanDnsName("subdomain" + i + ".1000-sans.badssl.com");
    }
    return builder;
  }

  static byte[] whereTheIssuerIs() throws Exception {
    var at = new GeneralName(GeneralName.uniformResourceIdentifier, "http://ca.example/middle");
    return new AuthorityInformationAccess(AccessDescription.id_ad_caIssuers, at).getEncoded();
  }

  /** Permitted is {@code a.example} only. */
  static byte[] elsewhere() {
    return HexFormat.of().parseHex("300fa00d300b8209612e6578616d706c65");
  }

  /** An explicit policy is required from here on. */
  static byte[] policyAtOnce() {
    return HexFormat.of().parseHex("3003800100");
  }

  static CertificateBuilder dated(CertificateBuilder builder) {
    return builder
        .ecp256()
        .notBefore(NOW.minus(Duration.ofDays(4_000)))
        .notAfter(NOW.plus(Duration.ofDays(30)));
  }
}
