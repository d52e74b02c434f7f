package dev.parallax.agent.probe;

import dev.parallax.agent.classify.Ending;
import dev.parallax.agent.probe.http.Cookies;
import dev.parallax.agent.probe.http.Http2Client;
import dev.parallax.agent.probe.http.Http2Request;
import dev.parallax.agent.probe.http.KeptHeaders;
import dev.parallax.agent.probe.http.RequestText;
import dev.parallax.agent.probe.http.ResponseDecoder;
import dev.parallax.agent.probe.http.StreamEnd;
import dev.parallax.agent.probe.trial.Http2Retry;
import dev.parallax.agent.probe.trial.Phase;
import dev.parallax.model.exchange.Method;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelHandler;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.handler.codec.http.HttpObject;
import io.netty.handler.ssl.SslCloseCompletionEvent;
import io.netty.util.ReferenceCountUtil;
import java.nio.charset.StandardCharsets;
import java.util.Set;

/**
 * A phase that sends requests and reads the parts of their responses: by HTTP/1.1, or by HTTP/2
 * where the server offers HTTP/2 alone.
 */
abstract class HttpPhase extends ChannelInboundHandlerAdapter implements Phase {
  private final Attempt attempt;
  private final boolean http2;

  HttpPhase(Attempt attempt) {
    this.attempt = attempt;
    this.http2 = Http2Retry.isOver(attempt.trial());
  }

  final Attempt attempt() {
    return attempt;
  }

  final boolean isHttp2() {
    return http2;
  }

  /** Reads the next part of a response; the part is released afterwards. */
  abstract void read(HttpObject part);

  /**
   * The decoder of responses, and the encoder of requests by HTTP/2.
   *
   * @param kept names of header fields that are kept in addition to those of every record
   */
  final ChannelHandler codec(Method method, Set<String> kept) {
    return http2
        ? Http2Client.keeping(KeptHeaders.factory(kept))
        : ResponseDecoder.asBrowsers(method, kept);
  }

  /**
   * Sends a request.
   *
   * @param upgrade header lines of an upgrade, which HTTP/2 does not have
   */
  @SuppressWarnings("FutureReturnValueIgnored") // The tap of the attempt observes a failed write.
  final void send(Method method, String path, String upgrade, Cookies cookies) {
    var spec = attempt.trial().spec();
    attempt
        .channel()
        .pipeline()
        .writeAndFlush(
            http2
                ? Http2Request.of(spec, method, path, cookies)
                : Unpooled.copiedBuffer(
                    RequestText.of(spec, method, path, upgrade + cookies.line()),
                    StandardCharsets.ISO_8859_1));
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

  @Override
  public final void userEventTriggered(ChannelHandlerContext context, Object event) {
    if (event instanceof SslCloseCompletionEvent closed && closed.isSuccess()) {
      ended(Ending.EOF, "close_notify");
    } else if (event instanceof StreamEnd(var ending, var detail)) {
      ended(ending, detail);
    }
  }
}
