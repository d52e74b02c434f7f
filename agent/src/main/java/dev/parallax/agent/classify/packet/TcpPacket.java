package dev.parallax.agent.classify.packet;

import dev.parallax.model.value.Bytes;
import java.net.InetSocketAddress;
import java.util.Objects;
import java.util.OptionalInt;

/**
 * One TCP segment on the wire (RFC 9293, section 3.1), with fields of its IP header.
 *
 * @param hopLimit remaining hop limit at this host
 * @param ipId identification field; IPv6 has none
 * @param flags the low eight bits of the flags field
 * @param sequence 0 to 2³²−1
 * @param acknowledgement 0 to 2³²−1; meaningless without ACK
 * @param window as sent, unscaled
 * @param payloadLength bytes, by the headers; possibly more than captured
 * @param payload its first bytes; hostile
 */
public record TcpPacket(
    InetSocketAddress source,
    InetSocketAddress destination,
    int hopLimit,
    OptionalInt ipId,
    int flags,
    long sequence,
    long acknowledgement,
    int window,
    int payloadLength,
    Bytes payload) {
  private static final int FIN = 1;
  private static final int SYN = 2;
  private static final int RST = 4;
  private static final int ACK = 16;

  public TcpPacket {
    Objects.requireNonNull(source);
    Objects.requireNonNull(destination);
    Objects.requireNonNull(ipId);
    Objects.requireNonNull(payload);
    if (payload.size() > payloadLength) {
      throw new IllegalArgumentException(
          "payload has %d bytes, more than %d".formatted(payload.size(), payloadLength));
    }
  }

  public boolean isFin() {
    return (flags & FIN) != 0;
  }

  public boolean isSyn() {
    return (flags & SYN) != 0;
  }

  public boolean isReset() {
    return (flags & RST) != 0;
  }

  public boolean isAck() {
    return (flags & ACK) != 0;
  }

  /** Begins or ends the connection. */
  public boolean isControl() {
    return (flags & (FIN | SYN | RST)) != 0;
  }
}
