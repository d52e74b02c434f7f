package dev.parallax.model;

import java.net.InetAddress;
import java.time.Duration;
import java.util.Optional;

/**
 * What the far end saw of one connection: an agent that answered it, or one on the origin's host
 * that watched it arrive. Laid beside the trial it belongs to, it says who broke the connection.
 *
 * @param witness the vantage that saw it
 * @param peer the address it came from, as seen there
 * @param peerPort the port it came from, as seen there; a NAT may have changed both
 * @param port the witness's own port
 * @param helloRandom lower-case hex of the ClientHello's random (RFC 8446, section 4.1.2), which no
 *     NAT changes; empty when no whole ClientHello arrived
 * @param serverName the SNI that arrived
 * @param helloHash as in {@link TlsStep.SentHello}; empty when no whole ClientHello arrived
 * @param resetsSent resets that left this host, counted on the wire; 0 for an answering agent that
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
    Ending ending,
    int resetsSent,
    Duration took) {

  /** How it was seen. */
  public enum Means {
    /** The agent itself answered the connection. */
    RESPONDER,
    /** The agent watched the packets of another program on its host. */
    CAPTURE
  }

  /** How the connection ended at the witness. */
  public enum Ending {
    RESET_BY_PEER,
    CLOSED_BY_PEER,
    CLOSED_HERE,
    RESET_HERE,
    OPEN
  }

  /** Whether a whole ClientHello arrived. */
  public boolean helloArrived() {
    return !helloRandom.isEmpty();
  }
}
