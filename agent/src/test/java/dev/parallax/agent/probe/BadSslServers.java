package dev.parallax.agent.probe;

import static dev.parallax.agent.probe.BadSslCertificates.NOW;
import static dev.parallax.agent.probe.BadSslCertificates.authority;
import static dev.parallax.agent.probe.BadSslCertificates.elsewhere;
import static dev.parallax.agent.probe.BadSslCertificates.issuedBy;
import static dev.parallax.agent.probe.BadSslCertificates.named;
import static dev.parallax.agent.probe.BadSslCertificates.nameless;
import static dev.parallax.agent.probe.BadSslCertificates.policyAtOnce;
import static dev.parallax.agent.probe.BadSslCertificates.selfSigned;
import static dev.parallax.agent.probe.BadSslCertificates.server;
import static dev.parallax.agent.probe.BadSslCertificates.stranger;
import static dev.parallax.agent.probe.BadSslCertificates.whereTheIssuerIs;
import static dev.parallax.agent.probe.BadSslCertificates.withoutSubject;

import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelOption;
import io.netty.handler.ssl.ClientAuth;
import io.netty.handler.ssl.SslContextBuilder;
import io.netty.handler.ssl.util.InsecureTrustManagerFactory;
import io.netty.pkitesting.CertificateBuilder;
import io.netty.pkitesting.CertificateBuilder.Algorithm;
import io.netty.pkitesting.CertificateBuilder.KeyUsage;
import io.netty.pkitesting.X509Bundle;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.Date;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import org.bouncycastle.cert.ocsp.RevokedStatus;

/**
 * Servers with the configuration of the subdomains of badssl.com, re-created on 127.0.0.1 from
 * their definitions, and of kinds that badssl.com does not have. Subdomains that differ in their
 * content only are omitted.
 */
@SuppressWarnings("FutureReturnValueIgnored") // The prober under test detects the failure.
public final class BadSslServers {
  private static final String ACCESS = "1.3.6.1.5.5.7.1.1";
  private static final String CONSTRAINTS = "2.5.29.30";
  private static final String POLICY = "2.5.29.36";
  private static final byte[] NULL = {5, 0};

  final BadSslCertificates certificates = new BadSslCertificates();
  private final Map<String, Server> servers = new TreeMap<>();

  /** Starts a server with the configuration of the subdomain. */
  private interface Server {
    TlsPeer start() throws Exception;
  }

  public BadSslServers() throws Exception {
    certificates();
    authorities();
    keys();
    protocols();
    clients();
  }

  /** The only root that is trusted. */
  public X509Certificate root() {
    return certificates.root.getCertificate();
  }

  /** The names of all subdomains, sorted. */
  public Set<String> names() {
    return servers.keySet();
  }

  /** Starts the server of a subdomain on a free port. */
  public TlsPeer start(String name) throws Exception {
    return Objects.requireNonNull(servers.get(name), name).start();
  }

  private void certificates() {
    add("expired", it -> it.notAfter(NOW.minus(Duration.ofDays(3_000))));
    servers.put(
        "wrong.host",
        () -> serve(certificates.issued(nameless().addSanDnsName("wide.badssl.com"))));
    servers.put("self-signed", () -> serve(selfSigned()));
    servers.put("untrusted-root", () -> serve(issuedBy(stranger(), server())));
    servers.put("revoked", this::revoked);
    add("pinning-test", it -> it);
    servers.put(
        "no-common-name", () -> serve(certificates.issued(server().subject("O=No Common Name"))));
    servers.put("no-subject", () -> serve(certificates.issued(withoutSubject())));
    servers.put(
        "incomplete-chain",
        () ->
            alone(
                certificates.issued(
                    server().addExtensionOctetString(ACCESS, false, whereTheIssuerIs()))));
    servers.put("private-leaf-alone", () -> alone(certificates.issued(server())));
    servers.put("sha1-intermediate", this::sha1Intermediate);
    servers.put("1000-sans", () -> serve(certificates.issued(named(server(), 1_000))));
    servers.put("10000-sans", () -> serve(certificates.issued(named(server(), 10_000))));
    for (var name : List.of("superfish", "edellroot", "dsdtestprovider", "preact-cli")) {
      servers.put(name, () -> serve(issuedBy(stranger(), server())));
    }
    servers.put("webpack-dev-server", () -> serve(selfSigned()));
    servers.put("reversed-chain", this::reversed);
    servers.put("other-key", this::otherKey);
    add("client-purpose", CertificateBuilder::addExtendedKeyUsageClientAuth);
  }

  /** Kinds that badssl.com does not have. */
  private void authorities() {
    below("invalid-issuer", it -> it.setKeyUsage(true, KeyUsage.digitalSignature));
    below("name-constraint", it -> it.addExtensionOctetString(CONSTRAINTS, true, elsewhere()));
    below("critical-extension", it -> it.addExtensionOctetString("1.2.3.4", true, NULL));
    below("policy", it -> it.addExtensionOctetString(POLICY, true, policyAtOnce()));
    servers.put("forged", this::forged);
  }

  private void below(String name, UnaryOperator<CertificateBuilder> change) {
    servers.put(
        name,
        () -> {
          var authority = change.apply(authority("CN=" + name)).buildIssuedBy(certificates.root);
          return serve(issuedBy(authority, server()));
        });
  }

  /** The leaf names its issuer's key and is signed by another key. */
  private TlsPeer forged() throws Exception {
    var subject = authority("CN=forged");
    var key = HexFormat.of().parseHex("04020707");
    var named =
        subject
            .copy()
            .addExtensionOctetString("2.5.29.14", false, key)
            .buildIssuedBy(certificates.root);
    var claim = HexFormat.of().parseHex("300480020707");
    var leaf =
        issuedBy(
            subject.buildSelfSigned(), server().addExtensionOctetString("2.5.29.35", false, claim));
    return TlsPeer.of(
        leaf.getKeyPair().getPrivate(), leaf.getCertificate(), named.getCertificate());
  }

  private void keys() {
    var kinds =
        Map.of(
            "ecc256", Algorithm.ecp256,
            "ecc384", Algorithm.ecp384,
            "rsa2048", Algorithm.rsa2048,
            "rsa4096", Algorithm.rsa4096);
    kinds.forEach((name, algorithm) -> add(name, it -> it.algorithm(algorithm)));
  }

  private void protocols() {
    offer("tls-v1-0", it -> it.protocols("TLSv1"));
    offer("tls-v1-1", it -> it.protocols("TLSv1.1"));
    offer("tls-v1-2", it -> it.protocols("TLSv1.2"));
    offer("cbc", it -> it.protocols("TLSv1.2").ciphers(List.of("TLS_RSA_WITH_AES_128_CBC_SHA")));
    offer("static-rsa", it -> it.protocols("TLSv1.2").ciphers(List.of("AES128-GCM-SHA256")));
  }

  private void clients() {
    servers.put(
        "client", () -> optional(TlsPeer.answer("HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n")));
    servers.put(
        "client-cert-missing",
        () -> optional(TlsPeer.answer("HTTP/1.1 400 Bad\r\nContent-Length: 0\r\n\r\n")));
    servers.put("client-cert-missing-eof", () -> optional(BadSslServers::finish));
    servers.put("client-cert-missing-reset", () -> optional(BadSslServers::reset));
  }

  private void add(String name, UnaryOperator<CertificateBuilder> change) {
    servers.put(name, () -> serve(certificates.issued(change.apply(server()))));
  }

  private void offer(String name, UnaryOperator<SslContextBuilder> change) {
    servers.put(
        name,
        () -> {
          var leaf = certificates.issued(server().algorithm(Algorithm.rsa2048));
          return TlsPeer.of(
              leaf.getKeyPair().getPrivate(),
              change,
              TlsPeer.answer(TlsPeer.OK),
              leaf.getCertificatePath());
        });
  }

  private TlsPeer optional(Consumer<ChannelHandlerContext> onRequest) throws Exception {
    var leaf = certificates.issued(server());
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

  static TlsPeer serve(X509Bundle leaf) {
    return TlsPeer.of(leaf.getKeyPair().getPrivate(), leaf.getCertificatePath());
  }

  private static TlsPeer alone(X509Bundle leaf) {
    return TlsPeer.of(leaf.getKeyPair().getPrivate(), leaf.getCertificate());
  }

  private TlsPeer reversed() throws Exception {
    var leaf = certificates.issued(server());
    return TlsPeer.sendingAnything(
        leaf.getKeyPair().getPrivate(),
        certificates.middle.getCertificate(),
        leaf.getCertificate());
  }

  private TlsPeer otherKey() throws Exception {
    return TlsPeer.sendingAnything(
        certificates.issued(server()).getKeyPair().getPrivate(),
        certificates.issued(server()).getCertificatePath());
  }

  private TlsPeer revoked() throws Exception {
    var trusted =
        new OddCertificate(certificates.root.getKeyPair(), certificates.root.getCertificate());
    var leaf = server().buildIssuedBy(certificates.root);
    var status = new RevokedStatus(Date.from(NOW.minusSeconds(60)), 1);
    return TlsPeer.stapling(
        trusted.says(status, leaf.getCertificate()),
        leaf.getKeyPair().getPrivate(),
        leaf.getCertificatePath());
  }

  private TlsPeer sha1Intermediate() throws Exception {
    var trusted =
        new OddCertificate(certificates.root.getKeyPair(), certificates.root.getCertificate());
    var weak = trusted.authority(OddCertificate.keys("EC", 256), "SHA1");
    var leaf = weak.leaf(OddCertificate.keys("EC", 256), "SHA256");
    return TlsPeer.of(leaf.keys().getPrivate(), leaf.certificate(), weak.certificate());
  }
}
