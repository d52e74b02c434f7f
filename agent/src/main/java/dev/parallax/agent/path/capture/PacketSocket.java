package dev.parallax.agent.path.capture;

import static java.lang.foreign.ValueLayout.JAVA_INT;

import dev.parallax.agent.path.kernel.Fd;
import dev.parallax.agent.path.kernel.Incoming;
import dev.parallax.agent.path.kernel.Libc;
import dev.parallax.agent.path.kernel.SocketOptions;
import dev.parallax.agent.path.kernel.SystemCallException;
import java.lang.foreign.Arena;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.time.Instant;
import java.util.Optional;

/**
 * {@code AF_PACKET} (packet(7)): packets of every interface and both directions, from the network
 * header on. {@code struct sockaddr_ll} contains the direction of each.
 */
public final class PacketSocket {
  private static final int EVERY_PROTOCOL = 3;
  private static final int BUFFER = 1 << 20;
  private static final int ADDRESS_SIZE = 20;
  private static final int HARDWARE_TYPE = 8;
  private static final int PACKET_TYPE = 10;
  private static final int LOOPBACK = 772;
  private static final int OUTGOING = 4;
  private static final int PACKET_STATISTICS = 6;
  private static final int STATISTICS_SIZE = 8;

  private PacketSocket() {}

  /** A socket that receives no packet yet. */
  public static Fd open() throws SystemCallException {
    return Fd.socket(Fd.AF_PACKET, Fd.SOCK_DGRAM, 0);
  }

  /** A socket that receives from now on; the filter is attached before the first packet. */
  static Fd open(CaptureTarget target, int payloadBytes) throws SystemCallException {
    var socket = open();
    try {
      configure(socket.number(), target, payloadBytes);
      return socket;
    } catch (SystemCallException refused) {
      socket.close();
      throw refused;
    }
  }

  private static void configure(int fd, CaptureTarget target, int payloadBytes)
      throws SystemCallException {
    SocketOptions.set(fd, SocketOptions.SOL_SOCKET, SocketOptions.SO_RCVBUF, BUFFER);
    SocketOptions.set(fd, SocketOptions.SOL_SOCKET, SocketOptions.SO_TIMESTAMPNS, 1);
    try (var arena = Arena.ofConfined()) {
      var filter = PacketFilter.of(arena, target, payloadBytes);
      Libc.setsockopt(fd, SocketOptions.SOL_SOCKET, SocketOptions.SO_ATTACH_FILTER, filter);
      var everywhere = arena.allocate(ADDRESS_SIZE, 8);
      var bytes = everywhere.asByteBuffer();
      bytes.order(ByteOrder.nativeOrder()).putShort(0, (short) Fd.AF_PACKET);
      bytes.order(ByteOrder.BIG_ENDIAN).putShort(2, (short) EVERY_PROTOCOL);
      Libc.bind(fd, everywhere);
    }
  }

  /**
   * Packets dropped because the buffer was full since the last call ({@code struct tpacket_stats}).
   */
  static long lost(int fd) throws SystemCallException {
    try (var arena = Arena.ofConfined()) {
      var statistics = arena.allocate(STATISTICS_SIZE, 8);
      var size = arena.allocateFrom(JAVA_INT, STATISTICS_SIZE);
      Libc.getsockopt(fd, SocketOptions.SOL_PACKET, PACKET_STATISTICS, statistics, size);
      return Integer.toUnsignedLong(statistics.get(JAVA_INT, Integer.BYTES));
    }
  }

  /** The loopback interface shows each sent packet again as a received packet. */
  static boolean isEcho(ByteBuffer address) {
    return address.limit() > PACKET_TYPE
        && address.getShort(HARDWARE_TYPE) == LOOPBACK
        && address.get(PACKET_TYPE) == OUTGOING;
  }

  /** The kernel's time of a packet. */
  static Optional<Instant> time(Incoming message) {
    return message.controls().stream()
        .filter(control -> control.is(SocketOptions.SOL_SOCKET, SocketOptions.SO_TIMESTAMPNS))
        .filter(control -> control.data().limit() >= 2 * Long.BYTES)
        .map(control -> control.data())
        .map(time -> Instant.ofEpochSecond(time.getLong(0), time.getLong(Long.BYTES)))
        .findFirst();
  }
}
