package dev.parallax.agent.socket;

import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelOutboundHandlerAdapter;
import io.netty.channel.ChannelPromise;
import java.util.concurrent.RejectedExecutionException;

/**
 * Delays the close of a datagram channel by one turn of its event loop.
 *
 * <p>Netty 4.2 goes on reading from the file descriptor when a handler closes an epoll datagram
 * channel during a read. By then the kernel may have given the number of that descriptor to another
 * socket of this process, whose bytes would be read and lost. Stream channels check this themselves
 * (netty pull request 5048).
 */
final class DeferredClose extends ChannelOutboundHandlerAdapter {
  @Override
  public void close(ChannelHandlerContext context, ChannelPromise promise) {
    try {
      context.executor().execute(() -> now(context, promise));
    } catch (RejectedExecutionException ended) {
      now(context, promise);
    }
  }

  private static void now(ChannelHandlerContext context, ChannelPromise promise) {
    var _ = context.close(promise);
  }
}
