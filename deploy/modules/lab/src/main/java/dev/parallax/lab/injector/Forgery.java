package dev.parallax.lab.injector;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.nio.ByteBuffer;

/** Packets with a forged source. */
final class Forgery {
  private static final int DO_NOT_FRAGMENT = 0x4000;
  private static final int IP_HEADER = 20;
  private static final int SIX_HEADER = 40;
  private static final int TCP_HEADER = 20;
  private static final int UDP_HEADER = 8;

  private Forgery() {}

  /** The source and destination of a forged packet, and further fields of its header. */
  record Envelope(InetAddress from, int fromPort, InetAddress to, int toPort, int ttl, int id) {}

  static byte[] tcp(Envelope envelope, int sequence, int acknowledged, int flags) {
    var segment =
        ByteBuffer.allocate(TCP_HEADER)
            .putShort((short) envelope.fromPort())
            .putShort((short) envelope.toPort())
            .putInt(sequence)
            .putInt((flags & Packet.ACK) == 0 ? 0 : acknowledged)
            .put((byte) (5 << 4))
            .put((byte) flags)
            .putShort((short) 0)
            .putInt(0);
    segment.putShort(16, checksum(envelope, Packet.TCP, segment.array()));
    return ip(envelope, Packet.TCP, segment.array());
  }

  static byte[] udp(Envelope envelope, byte[] payload) {
    var datagram =
        ByteBuffer.allocate(UDP_HEADER + payload.length)
            .putShort((short) envelope.fromPort())
            .putShort((short) envelope.toPort())
            .putShort((short) (UDP_HEADER + payload.length))
            .putShort((short) 0)
            .put(payload);
    datagram.putShort(6, checksum(envelope, Packet.UDP, datagram.array()));
    return ip(envelope, Packet.UDP, datagram.array());
  }

  private static byte[] ip(Envelope envelope, int protocol, byte[] content) {
    return envelope.to() instanceof Inet6Address
        ? six(envelope, protocol, content)
        : four(envelope, protocol, content);
  }

  /** RFC 8200, section 3. */
  private static byte[] six(Envelope envelope, int protocol, byte[] content) {
    return ByteBuffer.allocate(SIX_HEADER + content.length)
        .putInt(0x60000000)
        .putShort((short) content.length)
        .put((byte) protocol)
        .put((byte) envelope.ttl())
        .put(envelope.from().getAddress())
        .put(envelope.to().getAddress())
        .put(content)
        .array();
  }

  /** The kernel computes the header's own checksum. */
  private static byte[] four(Envelope envelope, int protocol, byte[] content) {
    return ByteBuffer.allocate(IP_HEADER + content.length)
        .putShort((short) 0x4500)
        .putShort((short) (IP_HEADER + content.length))
        .putShort((short) envelope.id())
        .putShort((short) DO_NOT_FRAGMENT)
        .put((byte) envelope.ttl())
        .put((byte) protocol)
        .putShort((short) 0)
        .put(envelope.from().getAddress())
        .put(envelope.to().getAddress())
        .put(content)
        .array();
  }

  /** RFC 1071, over the pseudo header as well, whose sum is the same in both versions. */
  private static short checksum(Envelope envelope, int protocol, byte[] content) {
    var from = envelope.from().getAddress();
    var all =
        ByteBuffer.allocate(2 * from.length + 4 + content.length + content.length % 2)
            .put(from)
            .put(envelope.to().getAddress())
            .putShort((short) protocol)
            .putShort((short) content.length)
            .put(content)
            .rewind();
    long sum = 0;
    while (all.hasRemaining()) {
      sum += Short.toUnsignedInt(all.getShort());
    }
    while (sum >> 16 != 0) {
      sum = (sum & 0xFFFF) + (sum >> 16);
    }
    return (short) ~sum;
  }
}
