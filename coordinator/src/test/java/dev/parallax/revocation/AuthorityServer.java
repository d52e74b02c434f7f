package dev.parallax.revocation;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.parallax.model.observation.DnsStep;
import io.netty.pkitesting.CertificateBuilder;
import io.netty.pkitesting.X509Bundle;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.bouncycastle.asn1.x509.AccessDescription;
import org.bouncycastle.asn1.x509.AuthorityInformationAccess;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.cert.X509v2CRLBuilder;
import org.bouncycastle.cert.jcajce.JcaX509CertificateHolder;
import org.bouncycastle.cert.ocsp.BasicOCSPRespBuilder;
import org.bouncycastle.cert.ocsp.CertificateStatus;
import org.bouncycastle.cert.ocsp.OCSPReq;
import org.bouncycastle.cert.ocsp.OCSPRespBuilder;
import org.bouncycastle.cert.ocsp.RespID;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;

/** An authority with a CRL and an OCSP server on loopback. */
final class AuthorityServer implements AutoCloseable {
  static final Instant NOW = Instant.parse("2026-06-01T00:00:00Z");
  static final Instant GONE = Instant.parse("2026-05-20T08:00:00Z");

  final X509Bundle root;
  final CountDownLatch silence = new CountDownLatch(1);
  final List<String> requests = new CopyOnWriteArrayList<>();

  private final HttpServer server;
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private final Map<String, Handler> handlers = new ConcurrentHashMap<>();

  /** The answer to one request. */
  interface Handler {
    void answer(HttpExchange exchange) throws Exception;
  }

  AuthorityServer() throws Exception {
    root = dated("root").setIsCertificateAuthority(true).buildSelfSigned();
    server = HttpServer.create(new InetSocketAddress(InetAddress.ofLiteral("127.0.0.1"), 0), 0);
    server.setExecutor(threads);
    server.createContext("/", this::handle);
    server.start();
  }

  private void handle(HttpExchange exchange) throws IOException {
    requests.add(exchange.getRequestMethod() + " " + exchange.getRequestURI());
    var handler = handlers.get(exchange.getRequestURI().getPath());
    try (exchange) {
      if (handler == null) {
        exchange.sendResponseHeaders(404, -1);
      } else {
        handler.answer(exchange);
      }
    } catch (Exception defect) {
      throw new IOException(defect);
    }
  }

  AuthorityServer on(String path, Handler handler) {
    handlers.put(path, handler);
    return this;
  }

  static Handler body(byte[] content) {
    return exchange -> {
      exchange.sendResponseHeaders(200, content.length);
      exchange.getResponseBody().write(content);
    };
  }

  String url(String path) {
    return "http://127.0.0.1:" + server.getAddress().getPort() + path;
  }

  int port() {
    return server.getAddress().getPort();
  }

  X509Certificate leaf(String crl) throws Exception {
    return dated("leaf")
        .addSanDnsName("shop.test")
        .addCrlDistributionPoint(URI.create(crl))
        .buildIssuedBy(root)
        .getCertificate();
  }

  /** An authority below another, whose certificate names a CRL of its issuer. */
  X509Bundle below(X509Bundle issuer, String name, String crl) throws Exception {
    return dated(name)
        .setIsCertificateAuthority(true)
        .addCrlDistributionPoint(URI.create(url(crl)))
        .buildIssuedBy(issuer);
  }

  X509Certificate leafWithResponder(String... urls) throws Exception {
    var descriptions = new AccessDescription[urls.length];
    for (int i = 0; i < urls.length; i++) {
      descriptions[i] =
          new AccessDescription(
              AccessDescription.id_ad_ocsp,
              new GeneralName(GeneralName.uniformResourceIdentifier, urls[i]));
    }
    return dated("leaf")
        .addExtensionOctetString(
            "1.3.6.1.5.5.7.1.1", false, new AuthorityInformationAccess(descriptions).getEncoded())
        .buildIssuedBy(root)
        .getCertificate();
  }

  byte[] crl(X509Bundle signer, Instant thisUpdate, X509Certificate... revoked) throws Exception {
    var builder =
        new X509v2CRLBuilder(
            new JcaX509CertificateHolder(root.getCertificate()).getSubject(),
            Date.from(thisUpdate));
    builder.setNextUpdate(Date.from(thisUpdate.plus(Duration.ofDays(3))));
    for (var certificate : revoked) {
      builder.addCRLEntry(certificate.getSerialNumber(), Date.from(GONE), 1);
    }
    return builder
        .build(
            new JcaContentSignerBuilder("SHA256withECDSA").build(signer.getKeyPair().getPrivate()))
        .getEncoded();
  }

  /** A responder that answers the request that it receives. */
  Handler responder(X509Bundle signer, Instant thisUpdate, CertificateStatus status) {
    return exchange -> {
      var request = new OCSPReq(exchange.getRequestBody().readAllBytes());
      var basic =
          new BasicOCSPRespBuilder(
              new RespID(new JcaX509CertificateHolder(signer.getCertificate()).getSubject()));
      basic.addResponse(
          request.getRequestList()[0].getCertID(),
          status,
          Date.from(thisUpdate),
          Date.from(thisUpdate.plus(Duration.ofDays(3))),
          null);
      var signature =
          new JcaContentSignerBuilder("SHA256withECDSA").build(signer.getKeyPair().getPrivate());
      var signed = basic.build(signature, null, Date.from(thisUpdate));
      body(new OCSPRespBuilder().build(OCSPRespBuilder.SUCCESSFUL, signed).getEncoded())
          .answer(exchange);
    };
  }

  static DnsStep resolved(String address) {
    var answer = new DnsStep.AddressRecord(InetAddress.ofLiteral(address), Duration.ofSeconds(60));
    return new DnsStep(
        "127.0.0.1:53", "udp", "NOERROR", List.of(answer), false, 0, List.of(), Duration.ZERO);
  }

  static CertificateBuilder dated(String name) {
    return new CertificateBuilder()
        .ecp256()
        .subject("CN=" + name)
        .notBefore(NOW.minus(Duration.ofDays(30)))
        .notAfter(NOW.plus(Duration.ofDays(30)));
  }

  @Override
  public void close() {
    silence.countDown();
    server.stop(0);
    threads.shutdownNow();
  }
}
