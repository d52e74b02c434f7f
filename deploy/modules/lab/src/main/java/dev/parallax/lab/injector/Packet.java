package dev.parallax.lab.injector;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.ByteBuffer;
import java.util.Arrays;

/**
 * An IPv4 packet, or an IPv6 packet without extension headers, with TCP or UDP; numbers as unsigned
 * as Java permits.
 */
final class Packet {
  static final int TCP = 6;
  static final int UDP = 17;
  static final int FIN = 1;
  static final int SYN = 2;
  static final int RST = 4;
  static final int ACK = 16;

  private static final int SIX_HEADER = 40;
  private static final int UDP_HEADER = 8;
  private static final int TCP_HEADER = 20;

  private final byte[] bytes;

  Packet(byte[] bytes) {
    this.bytes = bytes.clone();
  }

  /** Whether it is complete enough for the methods below. */
  boolean isReadable() {
    return bytes.length >= 20
        && (version() == 4 || (version() == 6 && bytes.length >= SIX_HEADER))
        && ((protocol() == TCP && bytes.length >= transport() + TCP_HEADER)
            || (protocol() == UDP && bytes.length >= transport() + UDP_HEADER));
  }

  int protocol() {
    return bytes[isSix() ? 6 : 9];
  }

  int ttl() {
    return bytes[isSix() ? 7 : 8] & 0xFF;
  }

  /** Of IPv4; IPv6 has none, which counts as 0. */
  int id() {
    return isSix() ? 0 : unsigned(4);
  }

  InetAddress source() {
    return isSix() ? address(8, 24) : address(12, 16);
  }

  InetAddress destination() {
    return isSix() ? address(24, SIX_HEADER) : address(16, 20);
  }

  int sourcePort() {
    return unsigned(transport());
  }

  int destinationPort() {
    return unsigned(transport() + 2);
  }

  int sequence() {
    return at().getInt(transport() + 4);
  }

  int acknowledged() {
    return at().getInt(transport() + 8);
  }

  boolean has(int flags) {
    return protocol() == TCP && (bytes[transport() + 13] & flags) == flags;
  }

  byte[] payload() {
    int header = protocol() == TCP ? (bytes[transport() + 12] & 0xF0) >> 2 : UDP_HEADER;
    int start = Math.min(bytes.length, transport() + header);
    var payload = new byte[bytes.length - start];
    System.arraycopy(bytes, start, payload, 0, payload.length);
    return payload;
  }

  boolean contains(String text) {
    return new String(payload(), ISO_8859_1).contains(text);
  }

  /** The first record of a handshake. */
  boolean isHello() {
    var payload = payload();
    return protocol() == TCP && payload.length > 5 && payload[0] == 22 && payload[1] == 3;
  }

  /** The same for every packet of a connection, in both directions. */
  int flowHash() {
    int ends =
        (source().hashCode() ^ destination().hashCode()) * 31 + (sourcePort() ^ destinationPort());
    return (ends * 0x9E3779B1) >>> 16;
  }

  private InetAddress address(int from, int to) {
    try {
      return InetAddress.getByAddress(Arrays.copyOfRange(bytes, from, to));
    } catch (UnknownHostException neither) {
      throw new IllegalStateException(neither);
    }
  }

  private int version() {
    return (bytes[0] & 0xF0) >> 4;
  }

  private boolean isSix() {
    return version() == 6;
  }

  private int transport() {
    return isSix() ? SIX_HEADER : (bytes[0] & 0xF) * 4;
  }

  private int unsigned(int offset) {
    return Short.toUnsignedInt(at().getShort(offset));
  }

  private ByteBuffer at() {
    return ByteBuffer.wrap(bytes);
  }
}
