package dev.parallax.bench.capture;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The TCP segments over IPv4 of a capture file (pcap-savefile(5)), of link type Ethernet or raw IP;
 * other packets are skipped.
 */
final class Pcap {
  private static final int MICROSECONDS = 0xa1b2c3d4;
  private static final int NANOSECONDS = 0xa1b23c4d;
  private static final int FILE_HEADER = 24;
  private static final int RECORD_HEADER = 16;
  private static final int ETHERNET = 1;
  private static final int RAW_IP = 101;
  private static final int ETHERNET_HEADER = 14;
  private static final int ETHERTYPE_IPV4 = 0x0800;
  private static final int PROTOCOL_TCP = 6;

  private final ByteBuffer file;
  private final int nanosPerUnit;
  private final int linkType;

  private Pcap(ByteBuffer file) {
    this.file = file;
    this.nanosPerUnit = unit(file);
    this.linkType = file.getInt(20) & 0xffff;
    if (linkType != ETHERNET && linkType != RAW_IP) {
      throw new IllegalArgumentException("link type 1 or 101 is expected, got: " + linkType);
    }
  }

  static List<TcpSegment> read(Path file) throws IOException {
    return read(Files.readAllBytes(file));
  }

  /**
   * In file order; a record cut off at the end of the file is left out.
   *
   * @throws IllegalArgumentException when it is no capture file of these kinds
   */
  static List<TcpSegment> read(byte[] bytes) {
    if (bytes.length < FILE_HEADER) {
      throw new IllegalArgumentException(
          "a capture file has 24 bytes or more, got: " + bytes.length);
    }
    return new Pcap(ByteBuffer.wrap(bytes)).segments();
  }

  /** The byte order is that of the writer; the magic number shows it. */
  private static int unit(ByteBuffer file) {
    for (var order : List.of(ByteOrder.LITTLE_ENDIAN, ByteOrder.BIG_ENDIAN)) {
      switch (file.order(order).getInt(0)) {
        case NANOSECONDS -> {
          return 1;
        }
        case MICROSECONDS -> {
          return 1000;
        }
        default -> {}
      }
    }
    throw new IllegalArgumentException(
        "no capture file, it starts with " + Integer.toHexString(file.getInt(0)));
  }

  private List<TcpSegment> segments() {
    var segments = new ArrayList<TcpSegment>();
    int at = FILE_HEADER;
    while (at + RECORD_HEADER <= file.limit()) {
      int kept = file.getInt(at + 8);
      int next = at + RECORD_HEADER + kept;
      if (kept < 0 || next > file.limit() || next < at) {
        break;
      }
      long nanos =
          Integer.toUnsignedLong(file.getInt(at)) * 1_000_000_000L
              + Integer.toUnsignedLong(file.getInt(at + 4)) * nanosPerUnit;
      packet(file.slice(at + RECORD_HEADER, kept))
          .flatMap(packet -> segment(nanos, packet))
          .ifPresent(segments::add);
      at = next;
    }
    return segments;
  }

  /** The IPv4 packet of a frame. */
  private Optional<ByteBuffer> packet(ByteBuffer frame) {
    if (linkType == RAW_IP) {
      return Optional.of(frame);
    }
    return frame.limit() >= ETHERNET_HEADER
            && Short.toUnsignedInt(frame.getShort(12)) == ETHERTYPE_IPV4
        ? Optional.of(frame.slice(ETHERNET_HEADER, frame.limit() - ETHERNET_HEADER))
        : Optional.empty();
  }

  private static Optional<TcpSegment> segment(long nanos, ByteBuffer packet) {
    if (packet.limit() < 20 || packet.get(0) >>> 4 != 4 || packet.get(9) != PROTOCOL_TCP) {
      return Optional.empty();
    }
    int header = (packet.get(0) & 0xf) * 4;
    if (packet.limit() < header + 20) {
      return Optional.empty();
    }
    int length = Short.toUnsignedInt(packet.getShort(2));
    int tcpHeader = (packet.get(header + 12) >>> 4 & 0xf) * 4;
    return Optional.of(
        new TcpSegment(
            nanos,
            Short.toUnsignedInt(packet.getShort(header)),
            Short.toUnsignedInt(packet.getShort(header + 2)),
            Byte.toUnsignedInt(packet.get(header + 13)),
            length - header - tcpHeader));
  }
}
