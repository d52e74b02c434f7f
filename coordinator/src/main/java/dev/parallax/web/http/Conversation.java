package dev.parallax.web.http;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.handler.codec.DecoderResult;
import io.netty.handler.codec.http.DefaultFullHttpResponse;
import io.netty.handler.codec.http.DefaultHttpResponse;
import io.netty.handler.codec.http.FullHttpRequest;
import io.netty.handler.codec.http.FullHttpResponse;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaderValues;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.handler.codec.http.TooLongHttpHeaderException;
import io.netty.handler.codec.http.TooLongHttpLineException;
import io.netty.util.concurrent.Future;
import java.time.Duration;
import java.util.concurrent.Executor;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One connection: requests in sequence, each complete before it is answered. */
final class Conversation extends SimpleChannelInboundHandler<FullHttpRequest> {
  private static final Logger log = LoggerFactory.getLogger(Conversation.class);

  /** RFC 6585, section 4. */
  private static final int TOO_MANY_REQUESTS = 429;

  private final Limits limits;
  private final Handler handler;
  private final Executor threads;
  private final Semaphore answering;
  private final OpenConnections open;
  private @Nullable Future<?> patience;

  Conversation(
      Limits limits, Handler handler, Executor threads, Semaphore answering, OpenConnections open) {
    this.limits = limits;
    this.handler = handler;
    this.threads = threads;
    this.answering = answering;
    this.open = open;
  }

  @Override
  public void channelActive(ChannelHandlerContext context) {
    listen(context);
  }

  @Override
  public void channelInactive(ChannelHandlerContext context) {
    wait(context, Duration.ZERO);
  }

  @Override
  protected void channelRead0(ChannelHandlerContext context, FullHttpRequest request) {
    wait(context, Duration.ZERO);
    var channel = context.channel();
    open.answering(channel);
    // The next request waits in the socket, or in the handler below.
    channel.config().setAutoRead(false);
    var toHead = request.method().equals(HttpMethod.HEAD);
    if (request.decoderResult().isFailure()) {
      send(channel, refusal(request.decoderResult()).with("connection", "close"), false);
      return;
    }
    try {
      var copy = RequestReader.read(request, channel);
      threads.execute(() -> respond(channel, answer(copy), toHead));
    } catch (IllegalArgumentException malformed) {
      send(channel, Answer.text(400, "the request cannot be read"), toHead);
    }
  }

  @Override
  public void exceptionCaught(ChannelHandlerContext context, Throwable error) {
    log.debug("connection from {} ended", context.channel().remoteAddress(), error);
    var _ = context.close();
  }

  private Answer answer(WebRequest request) {
    try {
      answering.acquire();
    } catch (InterruptedException closing) {
      Thread.currentThread().interrupt();
      return Answer.text(503, "the coordinator is shutting down");
    }
    try {
      return handler.answer(request);
    } catch (RuntimeException defect) {
      log.error("unexpected exception in a request", defect);
      return Answer.text(500, "internal error, see the coordinator's log");
    } finally {
      answering.release();
    }
  }

  private void respond(Channel channel, Answer answer, boolean toHead) {
    if (answer.events().isEmpty() || toHead) {
      send(channel, answer, toHead);
      return;
    }
    var head =
        new DefaultHttpResponse(HttpVersion.HTTP_1_1, HttpResponseStatus.valueOf(answer.status()));
    answer.headers().forEach((name, value) -> head.headers().set(name, value));
    head.headers().set(HttpHeaderNames.TRANSFER_ENCODING, HttpHeaderValues.CHUNKED);
    head.headers().set(HttpHeaderNames.CONNECTION, HttpHeaderValues.CLOSE);
    var _ = channel.writeAndFlush(head);
    var stream = new EventStream(channel);
    stream.start();
    try {
      answer.events().get().accept(stream);
    } catch (RuntimeException defect) {
      log.error("unexpected exception in a stream of events", defect);
      stream.end();
    }
  }

  private void send(Channel channel, Answer answer, boolean toHead) {
    var response = response(answer, toHead);
    var delay = answer.status() == TOO_MANY_REQUESTS ? limits.penalty() : Duration.ZERO;
    var _ =
        channel
            .eventLoop()
            .schedule(() -> write(channel, response), delay.toMillis(), TimeUnit.MILLISECONDS);
  }

  private void write(Channel channel, FullHttpResponse response) {
    var context = channel.pipeline().context(this);
    if (context == null) {
      response.release();
      return;
    }
    wait(context, limits.response());
    context
        .writeAndFlush(response)
        .addListener(
            written -> {
              if (written.isSuccess() && channel.isActive()) {
                listen(context);
              }
            });
  }

  /** Waits for the next request for this time. */
  private void listen(ChannelHandlerContext context) {
    open.waiting(context.channel());
    wait(context, limits.request());
    context.channel().config().setAutoRead(true);
  }

  /** Closes the connection after this time, unless this is called again before; never for zero. */
  private void wait(ChannelHandlerContext context, Duration time) {
    if (patience != null) {
      patience.cancel(false);
      patience = null;
    }
    if (!time.isZero()) {
      patience =
          context.executor().schedule(() -> close(context), time.toMillis(), TimeUnit.MILLISECONDS);
    }
  }

  private static void close(ChannelHandlerContext context) {
    var _ = context.close();
  }

  private static FullHttpResponse response(Answer answer, boolean toHead) {
    var content = Unpooled.wrappedBuffer(answer.body().getBytes(UTF_8));
    int length = content.readableBytes();
    var body = toHead ? Unpooled.EMPTY_BUFFER : content;
    var response =
        new DefaultFullHttpResponse(
            HttpVersion.HTTP_1_1, HttpResponseStatus.valueOf(answer.status()), body);
    answer.headers().forEach((name, value) -> response.headers().set(name, value));
    response.headers().set(HttpHeaderNames.CONTENT_LENGTH, length);
    if (answer.status() >= 400 && answer.status() != 404) {
      response.headers().set(HttpHeaderNames.CONNECTION, HttpHeaderValues.CLOSE);
    }
    return response;
  }

  private static Answer refusal(DecoderResult result) {
    return switch (result.cause()) {
      case TooLongHttpLineException line -> Answer.text(414, "the request line is too long");
      case TooLongHttpHeaderException head -> Answer.text(431, "the request's header is too long");
      default -> Answer.text(400, "the request is not HTTP/1.1");
    };
  }
}
