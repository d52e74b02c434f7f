package dev.parallax.agent.socket;

import dev.parallax.agent.policy.Cost;
import dev.parallax.agent.policy.GateRefusal;
import dev.parallax.agent.policy.Permit;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufHolder;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelOutboundHandlerAdapter;
import io.netty.channel.ChannelPromise;
import io.netty.channel.socket.DatagramChannel;
import io.netty.util.ReferenceCountUtil;
import java.io.IOException;
import java.util.function.Consumer;

/** The handler next to the socket that charges sent bytes. */
final class Meter extends ChannelOutboundHandlerAdapter {
  private final Permit permit;
  private final Consumer<GateRefusal> refused;
  private boolean over;

  Meter(Permit permit, Consumer<GateRefusal> refused) {
    this.permit = permit;
    this.refused = refused;
  }

  @Override
  public void write(ChannelHandlerContext context, Object message, ChannelPromise promise) {
    var refusal = permit.spend(cost(context, size(message)));
    if (refusal.isEmpty() && !over) {
      var _ = context.write(message, promise);
      return;
    }
    ReferenceCountUtil.release(message);
    refusal.filter(first -> !over).ifPresent(first -> refuse(context, first, promise));
    over = true;
  }

  /**
   * One turn of the loop later, because the writer is in the middle of its call. Before the
   * promise, which looks like a fault.
   */
  private void refuse(ChannelHandlerContext context, GateRefusal refusal, ChannelPromise promise) {
    context
        .executor()
        .execute(
            () -> {
              refused.accept(refusal);
              var _ = promise.tryFailure(new IOException(refusal.detail()));
            });
  }

  private static Cost cost(ChannelHandlerContext context, int size) {
    return context.channel() instanceof DatagramChannel
        ? Cost.datagrams(1, size)
        : Cost.bytes(size);
  }

  private static int size(Object message) {
    return switch (message) {
      case ByteBuf bytes -> bytes.readableBytes();
      case ByteBufHolder holder -> holder.content().readableBytes();
      default -> throw new IllegalArgumentException("bytes expected, got: " + message.getClass());
    };
  }
}
