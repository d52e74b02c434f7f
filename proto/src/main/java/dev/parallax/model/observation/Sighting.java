package dev.parallax.model.observation;

import dev.parallax.model.vantage.VantageId;
import java.net.InetAddress;
import java.time.Duration;
import java.util.Optional;

/**
 * The observation of one connection at its far end: by an agent that answered it, or by an agent on
 * the origin's host that captured it. Compared with its trial, it shows which side ended the
 * connection.
 *
 * @param witness the observing vantage
 * @param peer the source address at the witness
 * @param peerPort the source port at the witness; a NAT may have changed both
 * @param port the witness's own port
 * @param helloRandom lower-case hex of the ClientHello's random (RFC 8446, section 4.1.2), which no
 *     NAT changes; empty without a complete ClientHello
 * @param serverName the received SNI
 * @param helloHash as in {@link TlsStep.SentHello}; empty without a complete ClientHello
 * @param resetsSent resets sent by this host, counted on the wire; 0 for an answering agent that
 *     sent none
 * @param took from the first packet to the end
 */
public record Sighting(
    VantageId witness,
    int round,
    Means means,
    InetAddress peer,
    int peerPort,
    int port,
    String helloRandom,
    Optional<String> serverName,
    String helloHash,
    long bytesReceived,
    long bytesSent,
    ConnectionEnd ending,
    int resetsSent,
    Duration took) {

  /** The means of observation. */
  public enum Means {
    /** The agent itself answered the connection. */
    RESPONDER,
    /** The agent watched the packets of another program on its host. */
    CAPTURE
  }

  /** How the connection ended at the witness. */
  public enum ConnectionEnd {
    RESET_BY_PEER,
    CLOSED_BY_PEER,
    CLOSED_HERE,
    RESET_HERE,
    OPEN
  }

  /** Whether a complete ClientHello arrived. */
  public boolean helloArrived() {
    return !helloRandom.isEmpty();
  }
}
