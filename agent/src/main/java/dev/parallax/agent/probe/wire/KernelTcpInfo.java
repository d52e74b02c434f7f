package dev.parallax.agent.probe.wire;

import dev.parallax.model.observation.TcpStep.TcpInfo;
import io.netty.channel.epoll.EpollSocketChannel;
import java.time.Duration;
import java.util.Optional;

/** The kernel's statistics of a connection (TCP_INFO, tcp(7)); readable until the close. */
public final class KernelTcpInfo {
  /** The SYN counts as one. */
  private static final int SYN_ONLY = 1;

  private KernelTcpInfo() {}

  /** Absent where it cannot be read: an old kernel, or a platform without native calls. */
  public static Optional<TcpInfo> of(EpollSocketChannel channel) {
    return kernel(channel).map(KernelTcpInfo::read);
  }

  /** Segments received on the connection; 0 where the kernel has no count. */
  public static long segmentsReceived(EpollSocketChannel channel) {
    return kernel(channel).map(info -> info.segmentsReceived()).orElse(0L);
  }

  /**
   * Whether the peer is known to have acknowledged none of our bytes. After an RST the kernel has
   * dropped the unacknowledged bytes and still counts the acknowledged bytes.
   */
  public static boolean nothingAcked(EpollSocketChannel channel) {
    return of(channel).filter(info -> info.bytesAcked() <= SYN_ONLY).isPresent();
  }

  /** Whether the kernel of this host does not send the packets of the connection. */
  public static boolean isRefusedByHost(EpollSocketChannel channel) {
    return kernel(channel)
        .filter(dev.parallax.agent.path.kernel.TcpInfo::isRefusedByHost)
        .isPresent();
  }

  /** Whether the kernel, which receives whether or not this program runs, saw the peer silent. */
  public static boolean isSilenceOfPeer(EpollSocketChannel channel, Duration limit) {
    return kernel(channel).filter(info -> info.isSilenceOfPeer(limit)).isPresent();
  }

  /**
   * From SYN to SYN-ACK by the kernel's clock, which busy threads do not delay; as measured by the
   * caller when the SYN was retransmitted or the kernel has no value.
   */
  public static Duration connectTook(EpollSocketChannel channel, Duration measured) {
    return of(channel)
        .filter(info -> info.retransmits() == 0 && info.rtt().isPositive())
        .map(TcpInfo::rtt)
        .filter(rtt -> rtt.compareTo(measured) < 0)
        .orElse(measured);
  }

  private static Optional<dev.parallax.agent.path.kernel.TcpInfo> kernel(
      EpollSocketChannel channel) {
    try {
      return channel.isOpen()
          ? dev.parallax.agent.path.kernel.TcpInfo.of(channel.fd().intValue())
          : Optional.empty();
    } catch (RuntimeException | LinkageError unreadable) {
      return Optional.empty();
    }
  }

  private static TcpInfo read(dev.parallax.agent.path.kernel.TcpInfo info) {
    return new TcpInfo(
        info.rtt(),
        info.minRtt().orElse(Duration.ZERO),
        Math.toIntExact(info.retransmits()),
        Math.toIntExact(info.unacked()),
        info.bytesAcked(),
        Math.toIntExact(info.mss()),
        Math.toIntExact(info.pathMtu()));
  }
}
