package dev.parallax.agent.probe.http;

import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.util.ReferenceCountUtil;
import java.util.function.Supplier;

/** Keeps the first bytes of each response, before the decoder. */
public final class FirstBytes extends ChannelInboundHandlerAdapter {
  private final Supplier<ResponseStart> start;
  private final Runnable beyondLimit;

  /**
   * @param start of the present response
   * @param beyondLimit runs instead of the decoder for bytes beyond the limit of a head
   */
  public FirstBytes(Supplier<ResponseStart> start, Runnable beyondLimit) {
    this.start = start;
    this.beyondLimit = beyondLimit;
  }

  @Override
  public void channelRead(ChannelHandlerContext context, Object message) {
    var present = start.get();
    present.read((ByteBuf) message);
    if (present.isBeyondLimit()) {
      ReferenceCountUtil.release(message);
      beyondLimit.run();
    } else {
      context.fireChannelRead(message);
    }
  }
}
