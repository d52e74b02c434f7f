package dev.parallax.agent.probe;

import dev.parallax.agent.classify.Ending;
import dev.parallax.agent.classify.HttpFailures;
import dev.parallax.agent.classify.Printable;
import dev.parallax.model.Failure;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.handler.codec.http.HttpContent;
import io.netty.handler.codec.http.HttpDecoderConfig;
import io.netty.handler.codec.http.HttpMessage;
import io.netty.handler.codec.http.HttpObject;
import io.netty.handler.codec.http.HttpResponse;
import io.netty.handler.codec.http.HttpResponseDecoder;
import io.netty.handler.codec.http.HttpUtil;
import io.netty.handler.codec.http.LastHttpContent;
import io.netty.handler.ssl.SslCloseCompletionEvent;
import io.netty.util.ReferenceCountUtil;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/** The HTTP step of an attempt: one GET and as much of the answer as identifies it. */
// The tap beneath sees a write that fails.
@SuppressWarnings("FutureReturnValueIgnored")
final class HttpExchange extends ChannelInboundHandlerAdapter implements Phase {
  private static final int LONGEST_LINE = 4 * 1024;
  private static final int LONGEST_HEAD = 16 * 1024;
  private static final int CHUNK = 4 * 1024;

  private final Attempt attempt;
  private final ByteArrayOutputStream start = new ByteArrayOutputStream();
  private final ByteArrayOutputStream body = new ByteArrayOutputStream();
  private Optional<HttpResponse> head = Optional.empty();
  private long startedAt;

  HttpExchange(Attempt attempt) {
    this.attempt = attempt;
  }

  void start() {
    startedAt = System.nanoTime();
    var limits =
        new HttpDecoderConfig()
            .setMaxInitialLineLength(LONGEST_LINE)
            .setMaxHeaderSize(LONGEST_HEAD)
            .setMaxChunkSize(CHUNK);
    var pipeline = attempt.channel().pipeline();
    pipeline.addLast(new FirstBytes(), new HttpResponseDecoder(limits), this);
    var request = HttpText.request(attempt.trial().spec());
    pipeline.writeAndFlush(Unpooled.copiedBuffer(request, StandardCharsets.US_ASCII));
  }

  @Override
  public void channelRead(ChannelHandlerContext context, Object message) {
    try {
      if (!attempt.isFinished()) {
        read((HttpObject) message);
      }
    } finally {
      ReferenceCountUtil.release(message);
    }
  }

  private void read(HttpObject part) {
    if (part.decoderResult().isFailure()) {
      finish(Optional.of(HttpFailures.malformed(Printable.said(part.decoderResult().cause()))));
      return;
    }
    if (part instanceof HttpResponse response) {
      head = isInterim(response) ? Optional.empty() : Optional.of(response);
    }
    if (part instanceof HttpContent content && head.isPresent()) {
      read(content);
    }
  }

  private void read(HttpContent content) {
    var bytes = content.content();
    int taken = Math.min(bytes.readableBytes(), HttpText.BODY_LIMIT - body.size());
    body.writeBytes(copy(bytes, taken));
    if (content instanceof LastHttpContent || body.size() >= HttpText.BODY_LIMIT) {
      complete();
    }
  }

  private static byte[] copy(ByteBuf bytes, int length) {
    var copy = new byte[length];
    bytes.getBytes(bytes.readerIndex(), copy);
    return copy;
  }

  private static boolean isInterim(HttpResponse response) {
    return response.status().code() < 200 && response.status().code() != 101;
  }

  @Override
  public void arrived() {
    if (attempt.tap().isFull()) {
      finish(Optional.of(HttpFailures.malformed("64 KiB and no end of the answer's head")));
    }
  }

  /** The end of the stream also ends a body of undeclared length (RFC 9112, section 6.3). */
  @Override
  public void ended(Ending ending, String said) {
    if (head.filter(response -> endsWithStream(response, ending)).isPresent()) {
      complete();
    } else if (head.filter(HttpExchange::isError).isPresent()) {
      complete();
    } else if (ending != Ending.TIMEOUT && startsUnlikeHttp()) {
      var first = Printable.ascii(start.toByteArray(), HttpText.VERSION.length());
      finish(Optional.of(HttpFailures.malformed("starts with " + first)));
    } else {
      finish(Optional.of(HttpFailures.ended(ending, said)));
    }
  }

  private static boolean endsWithStream(HttpMessage response, Ending ending) {
    return ending == Ending.EOF
        && !HttpUtil.isContentLengthSet(response)
        && !HttpUtil.isTransferEncodingChunked(response);
  }

  private static boolean isError(HttpResponse response) {
    return response.status().code() >= 400;
  }

  private boolean startsUnlikeHttp() {
    var text = start.toString(StandardCharsets.ISO_8859_1);
    return !text.startsWith(HttpText.VERSION) && !HttpText.VERSION.startsWith(text);
  }

  private void complete() {
    finish(
        head.filter(HttpExchange::isError)
            .map(HttpResponse::status)
            .map(
                status ->
                    HttpFailures.status(
                        status.code(), Printable.text(status.reasonPhrase(), 100))));
  }

  private void finish(Optional<Failure> failure) {
    if (attempt.isFinished()) {
      return;
    }
    attempt.record(HttpText.step(head, body.toByteArray(), System.nanoTime() - startedAt));
    failure.ifPresentOrElse(attempt::fail, attempt::succeed);
  }

  @Override
  public void userEventTriggered(ChannelHandlerContext context, Object event) {
    if (event instanceof SslCloseCompletionEvent closed && closed.isSuccess()) {
      ended(Ending.EOF, "close_notify");
    }
  }

  @Override
  public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
    finish(Optional.of(HttpFailures.malformed(Printable.said(cause))));
  }

  /** Keeps what the answer starts with, before a decoder has an opinion. */
  private final class FirstBytes extends ChannelInboundHandlerAdapter {
    @Override
    public void channelRead(ChannelHandlerContext context, Object message) {
      var bytes = (ByteBuf) message;
      int wanted = Math.min(bytes.readableBytes(), HttpText.VERSION.length() - start.size());
      start.writeBytes(copy(bytes, wanted));
      context.fireChannelRead(message);
    }
  }
}
