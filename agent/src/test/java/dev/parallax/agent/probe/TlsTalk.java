package dev.parallax.agent.probe;

import io.netty.pkitesting.CertificateBuilder;
import java.io.IOException;
import java.util.List;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;

/** The server's side of TLS on a connection that may have been used before. */
final class TlsTalk {
  private static final SSLContext CONTEXT = context();

  private TlsTalk() {}

  /** Shakes hands, then reads to the end. */
  static void serve(Peer.Talk talk) throws IOException {
    handshake(talk).getInputStream().readAllBytes();
  }

  static SSLSocket handshake(Peer.Talk talk) throws IOException {
    var tls = server(talk);
    tls.startHandshake();
    return tls;
  }

  /**
   * Accepts handshakes that offer one of these application protocols, or none; sends any other
   * client the alert no_application_protocol (RFC 7301, section 3.2).
   */
  static SSLSocket handshake(Peer.Talk talk, List<String> protocols) throws IOException {
    var tls = server(talk);
    tls.setHandshakeApplicationProtocolSelector(
        (socket, offered) -> protocols.stream().filter(offered::contains).findFirst().orElse(null));
    tls.startHandshake();
    return tls;
  }

  private static SSLSocket server(Peer.Talk talk) throws IOException {
    var socket = talk.socket();
    var tls =
        (SSLSocket)
            CONTEXT
                .getSocketFactory()
                .createSocket(socket, socket.getInetAddress().getHostAddress(), 0, true);
    tls.setUseClientMode(false);
    return tls;
  }

  private static SSLContext context() {
    try {
      var context = SSLContext.getInstance("TLS");
      context.init(
          certificate().buildSelfSigned().toKeyManagerFactory().getKeyManagers(), null, null);
      return context;
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
  }

  /** Self-signed, for the name in all probes. */
  static CertificateBuilder certificate() {
    return new CertificateBuilder()
        .subject("CN=" + Probes.HOST)
        .addSanDnsName(Probes.HOST)
        .ecp256()
        .setIsCertificateAuthority(true);
  }
}
