package dev.parallax.agent.probe.trial;

import dev.parallax.agent.policy.Permit;
import dev.parallax.agent.socket.Dialer;
import io.netty.bootstrap.Bootstrap;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoop;
import io.netty.channel.epoll.EpollSocketChannel;
import java.net.InetSocketAddress;
import java.util.concurrent.CompletableFuture;

/**
 * A connection that is opened only to be reset. A forged RST to this host alone leaves an open
 * connection at the other end. The next SYN from the same port makes the other end send a challenge
 * (RFC 5961, section 4), and our kernel answers it with the missing RST.
 */
final class HalfOpenReset {
  private static final int LONGEST_MILLIS = 1000;

  private HalfOpenReset() {}

  /** Completes when its socket is closed; never exceptionally. */
  static CompletableFuture<Void> at(EventLoop loop, InetSocketAddress from, Permit permit) {
    var over = new CompletableFuture<Void>();
    var bootstrap =
        new Bootstrap()
            .group(loop)
            .channel(EpollSocketChannel.class)
            .option(ChannelOption.SO_REUSEADDR, true)
            .option(ChannelOption.SO_LINGER, 0)
            .option(ChannelOption.CONNECT_TIMEOUT_MILLIS, LONGEST_MILLIS)
            .localAddress(from)
            .handler(new ChannelInboundHandlerAdapter());
    var connecting = Dialer.connect(bootstrap, permit, refusal -> {});
    var channel = connecting.channel();
    var _ =
        channel
            .closeFuture()
            .addListener(
                closed -> {
                  permit.close();
                  over.complete(null);
                });
    var _ = connecting.addListener(ChannelFutureListener.CLOSE);
    return over;
  }
}
