package dev.parallax.agent.responder;

import dev.parallax.model.observation.Sighting;
import io.netty.channel.ChannelDuplexHandler;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelPromise;
import io.netty.channel.socket.DuplexChannel;
import io.netty.util.ReferenceCountUtil;
import java.util.concurrent.TimeUnit;

/**
 * Turns every close into a close without a reset: a kernel answers the close of a socket with
 * unread bytes by a reset, and the proof depends on this host never sending one. It ends its
 * sending side, reads until the peer has finished, and then closes the socket.
 */
// The results of closes and timers arrive as events.
@SuppressWarnings("FutureReturnValueIgnored")
final class Farewell extends ChannelDuplexHandler {
  private final Arrival arrival;
  private final ResponderLimits limits;
  private boolean leaving;

  Farewell(Arrival arrival, ResponderLimits limits) {
    this.arrival = arrival;
    this.limits = limits;
  }

  @Override
  public void channelActive(ChannelHandlerContext context) {
    context
        .executor()
        .schedule(
            () -> context.channel().close(), limits.lifetime().toMillis(), TimeUnit.MILLISECONDS);
    context.fireChannelActive();
  }

  @Override
  public void channelRead(ChannelHandlerContext context, Object message) {
    if (leaving) {
      ReferenceCountUtil.release(message);
    } else {
      context.fireChannelRead(message);
    }
    if (isFull()) {
      context.channel().config().setAutoRead(false);
      context.channel().close();
    }
  }

  /** The handlers above request reads themselves. */
  @Override
  public void read(ChannelHandlerContext context) {
    if (!isFull()) {
      context.read();
    }
  }

  private boolean isFull() {
    return arrival.bytesReceived() > limits.bytes();
  }

  @Override
  public void close(ChannelHandlerContext context, ChannelPromise promise) {
    context.channel().closeFuture().addListener(closed -> promise.trySuccess());
    if (arrival.isOver()) {
      context.close();
    } else if (!leaving) {
      leaving = true;
      arrival.leave();
      ((DuplexChannel) context.channel()).shutdownOutput();
      context
          .executor()
          .schedule(() -> letGo(context), limits.farewell().toMillis(), TimeUnit.MILLISECONDS);
    }
  }

  /** The peer did not finish. Its unread bytes make the kernel send a reset. */
  private void letGo(ChannelHandlerContext context) {
    arrival.end(isFull() ? Sighting.ConnectionEnd.RESET_HERE : Sighting.ConnectionEnd.CLOSED_HERE);
    context.close();
  }
}
