package dev.parallax.agent.probe;

import dev.parallax.agent.policy.GateRefusal;
import dev.parallax.agent.policy.Permit;
import dev.parallax.agent.probe.trial.LocalRoutes;
import dev.parallax.agent.probe.trial.TrialContext;
import dev.parallax.agent.probe.wire.WireTap;
import dev.parallax.agent.socket.Dialer;
import io.netty.bootstrap.Bootstrap;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelOption;
import io.netty.channel.FixedRecvByteBufAllocator;
import io.netty.channel.epoll.EpollChannelOption;
import io.netty.channel.epoll.EpollSocketChannel;
import java.net.InetSocketAddress;
import java.util.function.Consumer;

/**
 * Connects the socket of a trial from the address and port that its route names.
 *
 * @param channel not connected yet
 * @param tap receives the events of the channel
 */
record ProbeConnector(TrialContext trial, Permit permit, EpollSocketChannel channel, WireTap tap) {
  private static final int READ_SIZE = 8 * 1024;

  /**
   * Starts to connect.
   *
   * @param refused called in place of a connection that the policy of this host refuses
   */
  ChannelFuture connect(Consumer<GateRefusal> refused) {
    var bootstrap =
        new Bootstrap()
            .group(trial.loop())
            .channelFactory(() -> channel)
            .option(ChannelOption.TCP_NODELAY, true)
            .option(ChannelOption.ALLOW_HALF_CLOSURE, true)
            .option(ChannelOption.AUTO_CLOSE, false)
            .option(ChannelOption.CONNECT_TIMEOUT_MILLIS, 0)
            .option(ChannelOption.RECVBUF_ALLOCATOR, new FixedRecvByteBufAllocator(READ_SIZE))
            .handler(tap);
    bind(bootstrap);
    return Dialer.connect(bootstrap, permit, refused);
  }

  private void bind(Bootstrap bootstrap) {
    var address = permit.remote().getAddress();
    var source = trial.around().config().bindFor(address);
    int port = trial.spec().route().sourcePort();
    if (port > 0) {
      samePort(bootstrap, new InetSocketAddress(source.orElse(LocalRoutes.any(address)), port));
    } else if (source.isPresent()) {
      bootstrap
          .option(EpollChannelOption.IP_BIND_ADDRESS_NO_PORT, true)
          .localAddress(new InetSocketAddress(source.get(), 0));
    }
  }

  /**
   * Closed by RST, which leaves no TIME_WAIT state, so that the next connection may follow at once.
   */
  private static void samePort(Bootstrap bootstrap, InetSocketAddress local) {
    bootstrap
        .option(ChannelOption.SO_REUSEADDR, true)
        .option(ChannelOption.SO_LINGER, 0)
        .localAddress(local);
  }
}
