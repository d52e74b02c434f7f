package dev.parallax.agent.path.kernel;

import static java.lang.foreign.ValueLayout.JAVA_INT;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.time.Duration;
import java.util.Optional;

/**
 * {@code TCP_INFO} of one connection (tcp(7), {@code linux/tcp.h} as of Linux 4.6). Stays readable
 * when the peer has reset the connection, until the descriptor is closed; {@code unacked} is then 0
 * because the kernel has dropped the queue, and {@code bytesAcked} shows the delivered bytes.
 *
 * @param established whether the handshake is done and neither side has ended the connection
 * @param rtt smoothed round-trip time; zero before the first sample
 * @param minRtt the minimum of recent samples; absent before the first
 * @param retransmits segments retransmitted over the connection's life
 * @param unacked segments sent and not acknowledged
 * @param bytesAcked of our stream; the SYN counts as one byte on the connecting side
 * @param bytesReceived of the peer's stream
 * @param mss bytes of payload a segment we send may carry
 * @param pathMtu bytes
 * @param segmentsSent pure acknowledgements and retransmissions included
 * @param segmentsReceived pure acknowledgements included
 */
public record TcpInfo(
    boolean established,
    Duration rtt,
    Optional<Duration> minRtt,
    long retransmits,
    long unacked,
    long bytesAcked,
    long bytesReceived,
    long mss,
    long pathMtu,
    long segmentsSent,
    long segmentsReceived) {
  private static final int TCP_INFO = 11;
  private static final int SIZE = 152;
  private static final int STATE_ESTABLISHED = 1;
  private static final long NO_SAMPLE = 0xffff_ffffL;

  /**
   * Reads the statistics: a system call of about a microsecond that never blocks.
   *
   * @param fd of a TCP socket that is still open; the caller keeps it open during the call
   * @return empty when the descriptor is not a TCP socket or the kernel is too old
   */
  public static Optional<TcpInfo> of(int fd) {
    try (var arena = Arena.ofConfined()) {
      var value = arena.allocate(SIZE, 8);
      var size = arena.allocateFrom(JAVA_INT, SIZE);
      Libc.getsockopt(fd, SocketOptions.SOL_TCP, TCP_INFO, value, size);
      return size.get(JAVA_INT, 0) < SIZE
          ? Optional.empty()
          : Optional.of(read(value.asByteBuffer().order(ByteOrder.nativeOrder())));
    } catch (IOException unreadable) {
      return Optional.empty();
    }
  }

  private static TcpInfo read(ByteBuffer info) {
    return new TcpInfo(
        info.get(0) == STATE_ESTABLISHED,
        micros(unsigned(info, 68)),
        Optional.of(unsigned(info, 148)).filter(least -> least != NO_SAMPLE).map(TcpInfo::micros),
        unsigned(info, 100),
        unsigned(info, 24),
        info.getLong(120),
        info.getLong(128),
        unsigned(info, 16),
        unsigned(info, 60),
        unsigned(info, 136),
        unsigned(info, 140));
  }

  private static long unsigned(ByteBuffer info, int offset) {
    return Integer.toUnsignedLong(info.getInt(offset));
  }

  private static Duration micros(long count) {
    return Duration.ofNanos(count * 1000);
  }
}
