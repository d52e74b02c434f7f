package dev.parallax.agent.probe.tls;

import dev.parallax.agent.classify.handshake.ClientHello;
import dev.parallax.model.plan.HelloShape.Split;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.CompositeByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelOutboundHandlerAdapter;
import io.netty.channel.ChannelPipeline;
import io.netty.channel.ChannelPromise;
import java.util.concurrent.TimeUnit;

/**
 * Splits the first write, the ClientHello, in two parts and delays the second, so that the kernel
 * cannot put both into one segment. Then removes itself.
 */
// The results of writes arrive as events of the tap.
@SuppressWarnings("FutureReturnValueIgnored")
public final class SplitHello extends ChannelOutboundHandlerAdapter {
  private static final long PAUSE_MILLIS = 10;
  private static final int RECORD_HEADER = 5;
  private static final int LENGTH_AT = 3;

  private final Split split;
  private final CompositeByteBuf waiting = Unpooled.compositeBuffer();
  private boolean cut;

  private SplitHello(Split split) {
    this.split = split;
  }

  /** Below all handlers added later; none for an unsplit ClientHello. */
  public static void into(ChannelPipeline pipeline, Split split) {
    if (split != Split.WHOLE) {
      pipeline.addLast(new SplitHello(split));
    }
  }

  @Override
  public void write(ChannelHandlerContext context, Object message, ChannelPromise promise) {
    waiting.addComponent(true, (ByteBuf) message);
    promise.trySuccess();
  }

  @Override
  public void flush(ChannelHandlerContext context) {
    if (!cut && waiting.isReadable()) {
      cut = true;
      context.writeAndFlush(firstPart());
      context
          .executor()
          .schedule(() -> context.pipeline().remove(this), PAUSE_MILLIS, TimeUnit.MILLISECONDS);
    }
  }

  /** The second part waits for its time. */
  private ByteBuf firstPart() {
    var record = new byte[waiting.readableBytes()];
    waiting.readBytes(record);
    int at = ClientHello.middle(record);
    var first = Unpooled.copiedBuffer(record, 0, at);
    if (split == Split.RECORDS) {
      first.setShort(LENGTH_AT, at - RECORD_HEADER);
      waiting.addComponent(true, Unpooled.copiedBuffer(record, 0, RECORD_HEADER));
      waiting.setShort(waiting.readerIndex() + LENGTH_AT, record.length - at);
    }
    waiting.addComponent(true, Unpooled.copiedBuffer(record, at, record.length - at));
    return first;
  }

  @Override
  public void handlerRemoved(ChannelHandlerContext context) {
    context.writeAndFlush(waiting);
  }
}
