package dev.parallax.peer;

import static java.nio.charset.StandardCharsets.US_ASCII;

import dev.parallax.stage.Authority;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.Optional;
import javax.net.ssl.SNIHostName;
import javax.net.ssl.SNIServerName;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManagerFactory;

/** A blocking client at a given source address that trusts one CA; every wait is bounded. */
final class Client {
  private static final int PATIENCE_MILLIS = 5_000;

  private final InetAddress source;
  private final SSLContext trust;

  Client(String source, Authority authority) throws GeneralSecurityException, IOException {
    this.source = InetAddress.ofLiteral(source);
    this.trust = trusting(authority.pem());
  }

  /** Connects, bound to the source address. */
  Socket connect(InetSocketAddress to) throws IOException {
    var socket = new Socket();
    socket.bind(new InetSocketAddress(source, 0));
    socket.connect(to, PATIENCE_MILLIS);
    socket.setSoTimeout(PATIENCE_MILLIS);
    return socket;
  }

  /** The leaf certificate a whole handshake shows. */
  X509Certificate handshake(InetSocketAddress to, Optional<String> serverName) throws IOException {
    try (var tls = tls(connect(to), serverName)) {
      tls.startHandshake();
      return (X509Certificate) tls.getSession().getPeerCertificates()[0];
    }
  }

  /** The status line of {@code GET /}. */
  String get(InetSocketAddress to, String host) throws IOException {
    try (var tls = tls(connect(to), Optional.of(host))) {
      tls.getOutputStream()
          .write(
              ("GET / HTTP/1.1\r\nHost: " + host + "\r\nConnection: close\r\n\r\n")
                  .getBytes(US_ASCII));
      return new String(tls.getInputStream().readAllBytes(), US_ASCII).lines().findFirst().get();
    }
  }

  private SSLSocket tls(Socket plain, Optional<String> serverName) throws IOException {
    var tls =
        (SSLSocket) trust.getSocketFactory().createSocket(plain, source.getHostAddress(), 0, true);
    var parameters = tls.getSSLParameters();
    parameters.setServerNames(serverName.<SNIServerName>map(SNIHostName::new).stream().toList());
    tls.setSSLParameters(parameters);
    return tls;
  }

  private static SSLContext trusting(String pem) throws GeneralSecurityException, IOException {
    var store = KeyStore.getInstance("PKCS12");
    store.load(null, null);
    store.setCertificateEntry(
        "ca",
        CertificateFactory.getInstance("X.509")
            .generateCertificate(new ByteArrayInputStream(pem.getBytes(US_ASCII))));
    var trust = TrustManagerFactory.getInstance("PKIX");
    trust.init(store);
    var context = SSLContext.getInstance("TLS");
    context.init(null, trust.getTrustManagers(), null);
    return context;
  }
}
