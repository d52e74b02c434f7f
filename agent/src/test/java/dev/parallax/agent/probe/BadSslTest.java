package dev.parallax.agent.probe;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.parallax.model.observation.OcspStaple;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelOption;
import io.netty.handler.ssl.ClientAuth;
import io.netty.handler.ssl.SslContextBuilder;
import io.netty.handler.ssl.util.InsecureTrustManagerFactory;
import io.netty.pkitesting.CertificateBuilder;
import io.netty.pkitesting.CertificateBuilder.Algorithm;
import io.netty.pkitesting.CertificateBuilder.KeyUsage;
import io.netty.pkitesting.X509Bundle;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import org.bouncycastle.asn1.DERSequence;
import org.bouncycastle.asn1.x509.AccessDescription;
import org.bouncycastle.asn1.x509.AuthorityInformationAccess;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.cert.ocsp.RevokedStatus;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * The subdomains of badssl.com, re-created on 127.0.0.1 from their definitions, each with the
 * expected failure word. Subdomains that differ in their content only are omitted.
 */
@ExtendWith(Leaks.class)
@SuppressWarnings("FutureReturnValueIgnored") // The prober under test detects the failure.
class BadSslTest {
  // Chains must be valid while the test runs.
  @SuppressWarnings("TimeInStaticInitializer")
  private static final Instant NOW = Instant.now();

  private static final String ACCESS = "1.3.6.1.5.5.7.1.1";
  private static final String NAMES = "2.5.29.17";
  private static final String CONSTRAINTS = "2.5.29.30";
  private static final String POLICY = "2.5.29.36";
  private static final byte[] NULL = {5, 0};

  private static X509Bundle root;
  private static X509Bundle middle;
  private static Prober prober;
  private static final Map<String, Server> SERVERS = new TreeMap<>();

  /** Starts a server with the configuration of the subdomain. */
  private interface Server {
    TlsPeer start() throws Exception;
  }

  @BeforeAll
  static void makeThem() throws Exception {
    root = authority("CN=BadSSL Root").buildSelfSigned();
    middle = authority("CN=BadSSL Intermediate").buildIssuedBy(root);
    prober = Probes.prober(root.getCertificate());
    certificates();
    authorities();
    keys();
    protocols();
    clients();
  }

  @AfterAll
  static void close() {
    prober.close();
  }

  private static void certificates() {
    add("expired", it -> it.notAfter(NOW.minus(Duration.ofDays(3_000))));
    SERVERS.put("wrong.host", () -> serve(issued(nameless().addSanDnsName("wide.badssl.com"))));
    SERVERS.put("self-signed", () -> serve(selfSigned()));
    SERVERS.put("untrusted-root", () -> serve(issuedBy(stranger(), server())));
    SERVERS.put("revoked", BadSslTest::revoked);
    add("pinning-test", it -> it);
    SERVERS.put("no-common-name", () -> serve(issued(server().subject("O=No Common Name"))));
    SERVERS.put("no-subject", () -> serve(issued(withoutSubject())));
    SERVERS.put(
        "incomplete-chain",
        () -> alone(issued(server().addExtensionOctetString(ACCESS, false, whereTheIssuerIs()))));
    SERVERS.put("private-leaf-alone", () -> alone(issued(server())));
    SERVERS.put("sha1-intermediate", BadSslTest::sha1Intermediate);
    SERVERS.put("1000-sans", () -> serve(issued(named(server(), 1_000))));
    SERVERS.put("10000-sans", () -> serve(issued(named(server(), 10_000))));
    for (var name : List.of("superfish", "edellroot", "dsdtestprovider", "preact-cli")) {
      SERVERS.put(name, () -> serve(issuedBy(stranger(), server())));
    }
    SERVERS.put("webpack-dev-server", () -> serve(selfSigned()));
    SERVERS.put("reversed-chain", BadSslTest::reversed);
    SERVERS.put("other-key", BadSslTest::otherKey);
    add("client-purpose", CertificateBuilder::addExtendedKeyUsageClientAuth);
  }

  /** Kinds that badssl.com does not have. */
  private static void authorities() {
    below("invalid-issuer", it -> it.setKeyUsage(true, KeyUsage.digitalSignature));
    below("name-constraint", it -> it.addExtensionOctetString(CONSTRAINTS, true, elsewhere()));
    below("critical-extension", it -> it.addExtensionOctetString("1.2.3.4", true, NULL));
    below("policy", it -> it.addExtensionOctetString(POLICY, true, policyAtOnce()));
    SERVERS.put("forged", BadSslTest::forged);
  }

  private static void below(String name, UnaryOperator<CertificateBuilder> change) {
    SERVERS.put(
        name,
        () -> {
          var authority = change.apply(authority("CN=" + name)).buildIssuedBy(root);
          return serve(issuedBy(authority, server()));
        });
  }

  /** The leaf names its issuer's key and is signed by another key. */
  private static TlsPeer forged() throws Exception {
    var subject = authority("CN=forged");
    var key = HexFormat.of().parseHex("04020707");
    var named = subject.copy().addExtensionOctetString("2.5.29.14", false, key).buildIssuedBy(root);
    var claim = HexFormat.of().parseHex("300480020707");
    var leaf =
        issuedBy(
            subject.buildSelfSigned(), server().addExtensionOctetString("2.5.29.35", false, claim));
    return TlsPeer.of(
        leaf.getKeyPair().getPrivate(), leaf.getCertificate(), named.getCertificate());
  }

  /** Permitted is {@code a.example} only. */
  private static byte[] elsewhere() {
    return HexFormat.of().parseHex("300fa00d300b8209612e6578616d706c65");
  }

  /** An explicit policy is required from here on. */
  private static byte[] policyAtOnce() {
    return HexFormat.of().parseHex("3003800100");
  }

  private static void keys() {
    var kinds =
        Map.of(
            "ecc256", Algorithm.ecp256,
            "ecc384", Algorithm.ecp384,
            "rsa2048", Algorithm.rsa2048,
            "rsa4096", Algorithm.rsa4096);
    kinds.forEach((name, algorithm) -> add(name, it -> it.algorithm(algorithm)));
  }

  private static void protocols() {
    offer("tls-v1-0", it -> it.protocols("TLSv1"));
    offer("tls-v1-1", it -> it.protocols("TLSv1.1"));
    offer("tls-v1-2", it -> it.protocols("TLSv1.2"));
    offer("cbc", it -> it.protocols("TLSv1.2").ciphers(List.of("TLS_RSA_WITH_AES_128_CBC_SHA")));
    offer("static-rsa", it -> it.protocols("TLSv1.2").ciphers(List.of("AES128-GCM-SHA256")));
  }

  private static void clients() {
    SERVERS.put(
        "client", () -> optional(TlsPeer.answer("HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n")));
    SERVERS.put(
        "client-cert-missing",
        () -> optional(TlsPeer.answer("HTTP/1.1 400 Bad\r\nContent-Length: 0\r\n\r\n")));
    SERVERS.put("client-cert-missing-eof", () -> optional(BadSslTest::finish));
    SERVERS.put("client-cert-missing-reset", () -> optional(BadSslTest::reset));
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource({
    "expired, tls:cert_expired",
    "wrong.host, tls:cert_name_mismatch",
    "self-signed, tls:cert_self_signed",
    "untrusted-root, tls:cert_unknown_issuer",
    "revoked, tls:cert_revoked",
    "pinning-test, ok",
    "no-common-name, ok",
    "no-subject, ok",
    "incomplete-chain, tls:cert_incomplete_chain",
    "private-leaf-alone, tls:cert_unknown_issuer",
    "sha1-intermediate, tls:cert_weak_key_or_signature",
    "1000-sans, ok",
    "10000-sans, tls:cert_chain_too_large",
    "superfish, tls:cert_unknown_issuer",
    "edellroot, tls:cert_unknown_issuer",
    "dsdtestprovider, tls:cert_unknown_issuer",
    "preact-cli, tls:cert_unknown_issuer",
    "webpack-dev-server, tls:cert_self_signed",
    "reversed-chain, tls:cert_wrong_order",
    "other-key, tls:cert_key_mismatch",
    "client-purpose, tls:cert_wrong_purpose",
    "ecc256, ok",
    "ecc384, ok",
    "rsa2048, ok",
    "rsa4096, ok",
    "tls-v1-0, tls:alert_protocol_version",
    "tls-v1-1, tls:alert_protocol_version",
    "tls-v1-2, ok",
    "cbc, ok",
    "static-rsa, ok",
    "invalid-issuer, tls:cert_invalid_issuer",
    "name-constraint, tls:cert_name_constraint_violation",
    "critical-extension, tls:cert_unknown_critical_extension",
    "policy, tls:cert_policy_violation",
    "forged, tls:cert_bad_signature",
    "client, ok",
    "client-cert-missing, http:http_status_4xx",
    "client-cert-missing-eof, tls:closed_after_certificate_request",
    "client-cert-missing-reset, tls:closed_after_certificate_request"
  })
  void subdomain_readsAsAClientWouldSay(String name, String word) throws Exception {
    try (var peer = server(name).start()) {
      var result = Probes.one(prober, Probes.https(peer.port()).judgedToo().spec(), 8_000);
      assertEquals(word, Probes.word(result), result::toString);
      if (word.startsWith("tls:cert_") && !name.equals("10000-sans")) {
        var tls = result.steps().tls().orElseThrow();
        assertFalse(tls.chain().isEmpty(), "the chain is recorded: " + result);
      }
    }
  }

  @Test
  void clientCertificateMissing_isNamedWhereOnlyTheHandshakeCountsToo() throws Exception {
    try (var peer = server("client-cert-missing-eof").start()) {
      var result = Probes.one(prober, Probes.https(peer.port()).judgedToo().spec(), 8_000);
      assertTrue(result.steps().tls().orElseThrow().certificateRequested());
    }
  }

  /** Only Firefox refuses it. */
  @Test
  void mustStapleWithoutAStaple_isOk_withANote() throws Exception {
    var features = HexFormat.of().parseHex("3003020105");
    var leaf = issued(server().addExtensionOctetString("1.3.6.1.5.5.7.1.24", false, features));
    try (var peer = serve(leaf)) {
      var result = Probes.one(prober, Probes.https(peer.port()).judgedToo().spec(), 8_000);
      assertEquals("ok", Probes.word(result), result::toString);
      var staple = result.steps().tls().orElseThrow().staple().orElseThrow();
      assertEquals(OcspStaple.Status.MISSING, staple.status());
      assertTrue(staple.detail().contains("Firefox refuses"), staple::detail);
    }
  }

  /** A bundle with an expired root only trusts no chain, whatever the result of other clients. */
  @Test
  void endedRoot_isAnUnknownIssuer() throws Exception {
    var ended = authority("CN=old").notAfter(NOW.minusSeconds(60)).buildSelfSigned();
    var leaf = server().buildIssuedBy(ended);
    try (var peer = serve(leaf);
        var old = Probes.prober(ended.getCertificate())) {
      var result = Probes.one(old, Probes.https(peer.port()).judgedToo().spec(), 8_000);
      assertEquals("tls:cert_unknown_issuer", Probes.word(result), result::toString);
      assertTrue(result.outcome().toString().contains("the trusted root CN=old"), result::toString);
    }
  }

  private static Server server(String subdomain) {
    return Objects.requireNonNull(SERVERS.get(subdomain));
  }

  private static void add(String name, UnaryOperator<CertificateBuilder> change) {
    SERVERS.put(name, () -> serve(issued(change.apply(server()))));
  }

  private static void offer(String name, UnaryOperator<SslContextBuilder> change) {
    SERVERS.put(
        name,
        () -> {
          var leaf = issued(server().algorithm(Algorithm.rsa2048));
          return TlsPeer.of(
              leaf.getKeyPair().getPrivate(),
              change,
              TlsPeer.answer(TlsPeer.OK),
              leaf.getCertificatePath());
        });
  }

  private static TlsPeer optional(Consumer<ChannelHandlerContext> onRequest) throws Exception {
    var leaf = issued(server());
    return TlsPeer.of(
        leaf.getKeyPair().getPrivate(),
        it ->
            it.protocols("TLSv1.3")
                .clientAuth(ClientAuth.OPTIONAL)
                .trustManager(InsecureTrustManagerFactory.INSTANCE),
        onRequest,
        leaf.getCertificatePath());
  }

  /** Without a close_notify: nginx's 444, and servers that abort. */
  private static void finish(ChannelHandlerContext context) {
    context.pipeline().firstContext().close();
  }

  private static void reset(ChannelHandlerContext context) {
    context.channel().config().setOption(ChannelOption.SO_LINGER, 0);
    context.pipeline().firstContext().close();
  }

  private static TlsPeer serve(X509Bundle leaf) {
    return TlsPeer.of(leaf.getKeyPair().getPrivate(), leaf.getCertificatePath());
  }

  private static TlsPeer alone(X509Bundle leaf) {
    return TlsPeer.of(leaf.getKeyPair().getPrivate(), leaf.getCertificate());
  }

  private static TlsPeer reversed() throws Exception {
    var leaf = issued(server());
    return TlsPeer.sendingAnything(
        leaf.getKeyPair().getPrivate(), middle.getCertificate(), leaf.getCertificate());
  }

  private static TlsPeer otherKey() throws Exception {
    return TlsPeer.sendingAnything(
        issued(server()).getKeyPair().getPrivate(), issued(server()).getCertificatePath());
  }

  private static TlsPeer revoked() throws Exception {
    var trusted = new OddCertificate(root.getKeyPair(), root.getCertificate());
    var leaf = server().buildIssuedBy(root);
    var status = new RevokedStatus(Date.from(NOW.minusSeconds(60)), 1);
    return TlsPeer.stapling(
        trusted.says(status, leaf.getCertificate()),
        leaf.getKeyPair().getPrivate(),
        leaf.getCertificatePath());
  }

  private static TlsPeer sha1Intermediate() throws Exception {
    var trusted = new OddCertificate(root.getKeyPair(), root.getCertificate());
    var weak = trusted.authority(OddCertificate.keys("EC", 256), "SHA1");
    var leaf = weak.leaf(OddCertificate.keys("EC", 256), "SHA256");
    return TlsPeer.of(leaf.keys().getPrivate(), leaf.certificate(), weak.certificate());
  }

  private static X509Bundle issued(CertificateBuilder leaf) throws Exception {
    return leaf.buildIssuedBy(middle);
  }

  private static X509Bundle issuedBy(X509Bundle issuer, CertificateBuilder leaf) throws Exception {
    return leaf.buildIssuedBy(issuer);
  }

  private static X509Bundle selfSigned() throws Exception {
    return authority("CN=badssl").addSanDnsName(Probes.HOST).buildSelfSigned();
  }

  private static X509Bundle stranger() throws Exception {
    return authority("CN=stranger").buildSelfSigned();
  }

  private static CertificateBuilder authority(String subject) {
    return dated(new CertificateBuilder().subject(subject)).setIsCertificateAuthority(true);
  }

  private static CertificateBuilder server() {
    return nameless().addSanDnsName(Probes.HOST);
  }

  private static CertificateBuilder nameless() {
    return dated(new CertificateBuilder().subject("CN=badssl"));
  }

  /** The alternative names are then critical (RFC 5280, section 4.2.1.6). */
  private static CertificateBuilder withoutSubject() throws Exception {
    var names = new DERSequence(new GeneralName(GeneralName.dNSName, Probes.HOST)).getEncoded();
    return dated(new CertificateBuilder().subject("")).addExtensionOctetString(NAMES, true, names);
  }

  private static CertificateBuilder named(CertificateBuilder builder, int count) {
    for (int i = 0; i < count; i++) {
      builder.addSanDnsName("subdomain" + i + ".1000-sans.badssl.com");
    }
    return builder;
  }

  private static byte[] whereTheIssuerIs() throws Exception {
    var at = new GeneralName(GeneralName.uniformResourceIdentifier, "http://ca.example/middle");
    return new AuthorityInformationAccess(AccessDescription.id_ad_caIssuers, at).getEncoded();
  }

  private static CertificateBuilder dated(CertificateBuilder builder) {
    return builder
        .ecp256()
        .notBefore(NOW.minus(Duration.ofDays(4_000)))
        .notAfter(NOW.plus(Duration.ofDays(30)));
  }
}
