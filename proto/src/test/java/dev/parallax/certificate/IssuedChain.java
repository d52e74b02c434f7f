package dev.parallax.certificate;

import io.netty.pkitesting.CertificateBuilder;
import io.netty.pkitesting.CertificateBuilder.KeyUsage;
import io.netty.pkitesting.X509Bundle;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;

/** A root, an intermediate and a leaf for {@link #HOST}, each changed by a test. */
public final class IssuedChain {
  public static final Instant NOW = Instant.parse("2026-06-01T00:00:00Z");
  public static final String HOST = "www.example.com";

  private UnaryOperator<CertificateBuilder> root = it -> it;
  private UnaryOperator<CertificateBuilder> middle = it -> it;
  private UnaryOperator<CertificateBuilder> leaf = it -> it;
  private String host = HOST;

  public IssuedChain root(UnaryOperator<CertificateBuilder> change) {
    root = change;
    return this;
  }

  public IssuedChain middle(UnaryOperator<CertificateBuilder> change) {
    middle = change;
    return this;
  }

  public IssuedChain leaf(UnaryOperator<CertificateBuilder> change) {
    leaf = change;
    return this;
  }

  /** The expected host name. */
  public IssuedChain host(String name) {
    host = name;
    return this;
  }

  /** The failure word of the validation, empty when valid. */
  public String word() throws Exception {
    var trusted = root.apply(authority("CN=root")).buildSelfSigned();
    var above = middle.apply(authority("CN=middle")).buildIssuedBy(trusted);
    return word(List.of(leaf.apply(server()).buildIssuedBy(above).getCertificatePath()), trusted);
  }

  private String word(List<X509Certificate> sent, X509Bundle trusted) {
    return word(sent, host, List.of(trusted.getCertificate()));
  }

  public static String word(
      List<X509Certificate> sent, String host, List<X509Certificate> anchors) {
    var presented = new Presented(Chains.facts(sent), Optional.empty(), host);
    return Words.of(Certificates.validate(presented, anchors, NOW));
  }

  public static CertificateBuilder authority(String subject) {
    return dated(subject)
        .setIsCertificateAuthority(true)
        .setKeyUsage(true, KeyUsage.keyCertSign, KeyUsage.cRLSign);
  }

  /** Without an alternative name. */
  public static CertificateBuilder nameless() {
    return dated("CN=leaf").setKeyUsage(true, KeyUsage.digitalSignature);
  }

  public static CertificateBuilder server() {
    return nameless().addSanDnsName(HOST);
  }

  private static CertificateBuilder dated(String subject) {
    return new CertificateBuilder()
        .ecp256()
        .subject(subject)
        .notBefore(NOW.minusSeconds(86_400))
        .notAfter(NOW.plusSeconds(86_400));
  }

  public static List<X509Certificate> certificates(X509Bundle... bundles) {
    var all = new ArrayList<X509Certificate>();
    for (var bundle : bundles) {
      all.add(bundle.getCertificate());
    }
    return all;
  }
}
