package dev.parallax.model;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * One TLS handshake.
 *
 * @param serverName the SNI sent; absent when none was
 * @param helloHash lower-case hex SHA-256 of the ClientHello with random, session id and key shares
 *     masked; empty if none was sent
 * @param helloBytes size of the ClientHello handshake message, 0 if none was sent
 * @param version negotiated, {@code TLSv1.3}; empty until the handshake is done
 * @param cipher IANA name of the negotiated suite; empty until the handshake is done
 * @param alpn the negotiated protocol (RFC 7301), empty when none
 * @param chain the certificates as sent, leaf first; empty when none came
 * @param bytesSent on the TCP connection until the step ended
 * @param bytesReceived on the TCP connection until the step ended
 * @param firstBytes at most 64 of the first bytes received, when they were not TLS; hostile until
 *     escaped
 * @param sinceLastSend from our last write to the failure, or to the end of the handshake
 */
public record TlsStep(
    Optional<String> serverName,
    String helloHash,
    int helloBytes,
    String version,
    String cipher,
    String alpn,
    List<CertificateFacts> chain,
    Optional<Alert> alert,
    long bytesSent,
    long bytesReceived,
    int recordsSent,
    int recordsReceived,
    Optional<String> firstBytes,
    Duration sinceLastSend,
    Duration took) {

  public TlsStep {
    chain = List.copyOf(chain);
  }

  /**
   * An alert as it stood in the record: level 1 warning, 2 fatal; {@code received} false when we
   * sent it.
   */
  public record Alert(int level, int code, boolean received) {}
}
