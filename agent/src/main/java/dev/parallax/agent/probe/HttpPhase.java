package dev.parallax.agent.probe;

import dev.parallax.agent.probe.http.RequestText;
import dev.parallax.agent.probe.trial.Phase;
import dev.parallax.model.exchange.Method;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.handler.codec.http.HttpObject;
import io.netty.util.ReferenceCountUtil;
import java.nio.charset.StandardCharsets;

/** A phase that sends requests and reads the parts of their responses. */
abstract class HttpPhase extends ChannelInboundHandlerAdapter implements Phase {
  private final Attempt attempt;

  HttpPhase(Attempt attempt) {
    this.attempt = attempt;
  }

  final Attempt attempt() {
    return attempt;
  }

  /** Reads the next part of a response; the part is released afterwards. */
  abstract void read(HttpObject part);

  /**
   * Sends a request.
   *
   * @param headers lines beyond those of every request
   */
  @SuppressWarnings("FutureReturnValueIgnored") // The tap of the attempt observes a failed write.
  final void send(Method method, String path, String headers) {
    var request = RequestText.of(attempt.trial().spec(), method, path, headers);
    attempt
        .channel()
        .pipeline()
        .writeAndFlush(Unpooled.copiedBuffer(request, StandardCharsets.ISO_8859_1));
  }

  @Override
  public final void channelRead(ChannelHandlerContext context, Object message) {
    try {
      if (!attempt.isFinished()) {
        read((HttpObject) message);
      }
    } finally {
      ReferenceCountUtil.release(message);
    }
  }
}
