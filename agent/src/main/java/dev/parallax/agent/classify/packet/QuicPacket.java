package dev.parallax.agent.classify.packet;

import dev.parallax.agent.classify.handshake.HelloFields;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The part of a QUIC long header that every version shares (RFC 8999, section 5.1).
 *
 * @param version 0 for a version negotiation
 * @param to destination connection id, read only
 * @param from source connection id, read only
 * @param offered the versions of a version negotiation
 */
public record QuicPacket(int version, ByteBuffer to, ByteBuffer from, List<Integer> offered) {
  private static final int V1 = 1;
  private static final int LONG = 0x80;

  /** Empty for a short header and for bytes that are not QUIC. */
  public static Optional<QuicPacket> read(byte[] datagram) {
    try {
      var packet = ByteBuffer.wrap(datagram).asReadOnlyBuffer();
      return (packet.get() & LONG) == 0 ? Optional.empty() : Optional.of(read(packet));
    } catch (BufferUnderflowException | IllegalArgumentException none) {
      return Optional.empty();
    }
  }

  private static QuicPacket read(ByteBuffer packet) {
    int version = packet.getInt();
    var to = HelloFields.take(packet, Byte.toUnsignedInt(packet.get()));
    var from = HelloFields.take(packet, Byte.toUnsignedInt(packet.get()));
    var offered = new ArrayList<Integer>();
    while (version == 0 && packet.remaining() >= Integer.BYTES) {
      offered.add(packet.getInt());
    }
    return new QuicPacket(version, to, from, List.copyOf(offered));
  }

  /**
   * Whether the server permanently refuses version 1: the message answers our packet, and a message
   * that lists version 1 must be ignored (RFC 9000, section 6.2).
   */
  public boolean refuses(QuicPacket ours) {
    return version == 0 && to.equals(ours.from) && from.equals(ours.to) && !offered.contains(V1);
  }
}
