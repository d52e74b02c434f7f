package dev.parallax.agent.classify.packet;

import dev.parallax.model.value.Bytes;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.nio.ByteBuffer;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * Parses packets that begin with an IPv4 (RFC 791) or IPv6 (RFC 8200) header and carry TCP (RFC
 * 9293). Checksums are ignored, because a packet captured at its sender has none yet.
 */
public final class PacketReader {
  private static final int TCP = 6;
  private static final int V4_HEADER = 20;
  private static final int V6_HEADER = 40;
  private static final int TCP_HEADER = 20;
  private static final int FRAGMENT_OFFSET = 0x1fff;

  private static final int HOP_BY_HOP = 0;
  private static final int ROUTING = 43;
  private static final int FRAGMENT = 44;
  private static final int DESTINATION_OPTIONS = 60;

  private PacketReader() {}

  /** The fields of the network layer: source, destination, and the extent of TCP. */
  private record IpHeader(
      InetAddress source,
      InetAddress destination,
      int hopLimit,
      OptionalInt id,
      int start,
      int end) {}

  /**
   * Parses one packet.
   *
   * @param bytes the packet, or its beginning
   * @param keep maximum number of payload bytes to keep
   * @return empty for protocols other than TCP, for later fragments, and for truncated or
   *     inconsistent headers
   */
  public static Optional<TcpPacket> read(byte[] bytes, int keep) {
    var packet = ByteBuffer.wrap(bytes);
    return network(packet).flatMap(network -> segment(packet, network, keep));
  }

  private static Optional<IpHeader> network(ByteBuffer packet) {
    if (packet.limit() < V4_HEADER) {
      return Optional.empty();
    }
    return switch (packet.get(0) >> 4 & 0xf) {
      case 4 -> v4(packet);
      case 6 -> packet.limit() < V6_HEADER ? Optional.empty() : v6(packet);
      default -> Optional.empty();
    };
  }

  private static Optional<IpHeader> v4(ByteBuffer packet) {
    int start = (packet.get(0) & 0xf) * 4;
    boolean laterFragment = (packet.getShort(6) & FRAGMENT_OFFSET) != 0;
    if (start < V4_HEADER || packet.get(9) != TCP || laterFragment) {
      return Optional.empty();
    }
    return Optional.of(
        new IpHeader(
            address(packet, 12, 4),
            address(packet, 16, 4),
            Byte.toUnsignedInt(packet.get(8)),
            OptionalInt.of(unsigned(packet, 4)),
            start,
            unsigned(packet, 2)));
  }

  private static Optional<IpHeader> v6(ByteBuffer packet) {
    return v6Start(packet)
        .map(
            start ->
                new IpHeader(
                    address(packet, 8, 16),
                    address(packet, 24, 16),
                    Byte.toUnsignedInt(packet.get(7)),
                    OptionalInt.empty(),
                    start,
                    V6_HEADER + unsigned(packet, 4)));
  }

  /** Beyond the extension headers, each at least eight bytes long. */
  private static Optional<Integer> v6Start(ByteBuffer packet) {
    int next = packet.get(6);
    int offset = V6_HEADER;
    while (next != TCP) {
      if (offset + 8 > packet.limit() || !isSkipped(next, packet, offset)) {
        return Optional.empty();
      }
      int length = next == FRAGMENT ? 8 : 8 + Byte.toUnsignedInt(packet.get(offset + 1)) * 8;
      next = packet.get(offset);
      offset += length;
    }
    return Optional.of(offset);
  }

  private static boolean isSkipped(int header, ByteBuffer packet, int offset) {
    return switch (header) {
      case HOP_BY_HOP, ROUTING, DESTINATION_OPTIONS -> true;
      case FRAGMENT -> (packet.getShort(offset + 2) & 0xfff8) == 0;
      default -> false;
    };
  }

  private static Optional<TcpPacket> segment(ByteBuffer packet, IpHeader network, int keep) {
    int tcp = network.start();
    if (tcp + TCP_HEADER > packet.limit()) {
      return Optional.empty();
    }
    int header = (packet.get(tcp + 12) >> 4 & 0xf) * 4;
    int payloadLength = network.end() - tcp - header;
    if (header < TCP_HEADER || payloadLength < 0) {
      return Optional.empty();
    }
    return Optional.of(
        new TcpPacket(
            new InetSocketAddress(network.source(), unsigned(packet, tcp)),
            new InetSocketAddress(network.destination(), unsigned(packet, tcp + 2)),
            network.hopLimit(),
            network.id(),
            Byte.toUnsignedInt(packet.get(tcp + 13)),
            Integer.toUnsignedLong(packet.getInt(tcp + 4)),
            Integer.toUnsignedLong(packet.getInt(tcp + 8)),
            unsigned(packet, tcp + 14),
            payloadLength,
            payload(packet, tcp + header, Math.min(payloadLength, keep))));
  }

  private static Bytes payload(ByteBuffer packet, int start, int most) {
    var kept = new byte[Math.clamp(packet.limit() - start, 0, most)];
    if (kept.length > 0) {
      packet.get(start, kept);
    }
    return Bytes.copyOf(kept);
  }

  private static InetAddress address(ByteBuffer packet, int offset, int length) {
    var bytes = new byte[length];
    packet.get(offset, bytes);
    try {
      return InetAddress.getByAddress(bytes);
    } catch (UnknownHostException impossible) {
      throw new IllegalStateException("4 or 16 bytes are an address", impossible);
    }
  }

  private static int unsigned(ByteBuffer packet, int offset) {
    return Short.toUnsignedInt(packet.getShort(offset));
  }
}
