package dev.parallax.peer;

import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;

/**
 * One direction of a relayed connection: bytes, the end, and a reset are passed to the other side.
 */
final class Splice extends ChannelInboundHandlerAdapter {
  private final Channel other;

  Splice(Channel other) {
    this.other = other;
  }

  @Override
  public void channelRead(ChannelHandlerContext context, Object bytes) {
    var _ = other.writeAndFlush(bytes);
  }

  @Override
  public void channelInactive(ChannelHandlerContext context) {
    var _ = other.writeAndFlush(Unpooled.EMPTY_BUFFER).addListener(ChannelFutureListener.CLOSE);
  }

  @Override
  public void exceptionCaught(ChannelHandlerContext context, Throwable reset) {
    Relay.reset(other);
    var _ = context.close();
  }
}
