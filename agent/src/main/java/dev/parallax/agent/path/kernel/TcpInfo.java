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
 * @param timeouts retransmission timeouts in succession since the last acknowledgement
 * @param retransmits segments retransmitted over the connection's life
 * @param retransmitsInFlight retransmitted segments that left this host and are not acknowledged
 * @param unacked segments sent and not acknowledged
 * @param unsent bytes of our stream that wait in this host
 * @param peerWindow bytes that the peer permits to be sent; 0 where the kernel is older than 5.4
 * @param sinceSent time since data was last sent; milliseconds of the kernel's clock
 * @param sinceReceived time since data was last received
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
    long timeouts,
    long retransmits,
    long retransmitsInFlight,
    long unacked,
    long unsent,
    long peerWindow,
    Duration sinceSent,
    Duration sinceReceived,
    long bytesAcked,
    long bytesReceived,
    long mss,
    long pathMtu,
    long segmentsSent,
    long segmentsReceived) {
  private static final int TCP_INFO = 11;
  private static final int SIZE = 152;
  private static final int SIZE_WITH_WINDOW = 232;
  private static final int STATE_ESTABLISHED = 1;
  private static final long NO_SAMPLE = 0xffff_ffffL;

  /** A single refusal may be a full queue. */
  private static final int TIMEOUTS = 2;

  /**
   * Reads the statistics: a system call of about a microsecond that never blocks.
   *
   * @param fd of a TCP socket that is still open; the caller keeps it open during the call
   * @return empty when the descriptor is not a TCP socket or the kernel is too old
   */
  public static Optional<TcpInfo> of(int fd) {
    try (var arena = Arena.ofConfined()) {
      var value = arena.allocate(SIZE_WITH_WINDOW, 8);
      var size = arena.allocateFrom(JAVA_INT, SIZE_WITH_WINDOW);
      Libc.getsockopt(fd, SocketOptions.SOL_TCP, TCP_INFO, value, size);
      int known = size.get(JAVA_INT, 0);
      return known < SIZE
          ? Optional.empty()
          : Optional.of(read(value.asByteBuffer().order(ByteOrder.nativeOrder()), known));
    } catch (IOException unreadable) {
      return Optional.empty();
    }
  }

  /**
   * Whether this host itself does not send. A rule of its packet filter, a full table of
   * connections or a filter of the control group returns {@code EPERM} to the TCP stack, which
   * keeps it from the program and tries again. The kernel counts each attempt as a retransmission,
   * and as a segment in flight only if the packet left; data of which no packet ever left is unsent
   * although the peer's window is open.
   */
  public boolean isRefusedByHost() {
    return unacked > 0
        ? timeouts >= TIMEOUTS && retransmitsInFlight == 0
        : unsent > 0 && peerWindow >= unsent;
  }

  /**
   * Whether the peer was silent by the record of the kernel, which receives whether or not this
   * program runs: a segment was sent three times without an acknowledgement, or all is acknowledged
   * and no data has arrived for {@code limit} since data was last sent.
   */
  public boolean isSilenceOfPeer(Duration limit) {
    return timeouts >= TIMEOUTS
        ? retransmitsInFlight > 0
        : established
            && unacked == 0
            && unsent == 0
            && sinceSent.compareTo(limit) >= 0
            && (bytesReceived == 0 || sinceReceived.compareTo(sinceSent) > 0);
  }

  private static TcpInfo read(ByteBuffer info, int size) {
    return new TcpInfo(
        info.get(0) == STATE_ESTABLISHED,
        micros(unsigned(info, 68)),
        Optional.of(unsigned(info, 148)).filter(least -> least != NO_SAMPLE).map(TcpInfo::micros),
        Byte.toUnsignedLong(info.get(2)),
        unsigned(info, 100),
        unsigned(info, 36),
        unsigned(info, 24),
        unsigned(info, 144),
        size >= SIZE_WITH_WINDOW ? unsigned(info, 228) : 0,
        Duration.ofMillis(unsigned(info, 44)),
        Duration.ofMillis(unsigned(info, 52)),
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
