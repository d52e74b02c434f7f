package dev.parallax.agent.probe;

import dev.parallax.model.TcpStep.TcpInfo;
import io.netty.channel.ChannelException;
import io.netty.channel.epoll.EpollSocketChannel;
import io.netty.channel.epoll.EpollTcpInfo;
import java.time.Duration;
import java.util.Optional;

/** What the kernel knows of a connection (TCP_INFO, tcp(7)); readable until the close. */
final class KernelView {
  private static final int NANOS_PER_MICRO = 1000;

  private KernelView() {}

  static Optional<TcpInfo> of(EpollSocketChannel channel) {
    if (!channel.isOpen()) {
      return Optional.empty();
    }
    try {
      return Optional.of(read(channel.tcpInfo()));
    } catch (ChannelException unreadable) {
      return Optional.empty();
    }
  }

  private static TcpInfo read(EpollTcpInfo info) {
    return new TcpInfo(
        Duration.ofNanos(info.rtt() * NANOS_PER_MICRO),
        Duration.ZERO,
        Math.toIntExact(info.totalRetrans()),
        Math.toIntExact(info.unacked()),
        0,
        Math.toIntExact(info.sndMss()),
        Math.toIntExact(info.pmtu()));
  }
}
