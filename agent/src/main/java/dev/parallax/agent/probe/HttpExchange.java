package dev.parallax.agent.probe;

import dev.parallax.agent.classify.Ending;
import dev.parallax.agent.classify.HttpFailures;
import dev.parallax.agent.classify.TlsFailures;
import dev.parallax.agent.probe.http.Blockpages;
import dev.parallax.agent.probe.http.HttpText;
import dev.parallax.agent.probe.http.KeptHeaders;
import dev.parallax.agent.probe.http.Redirects;
import dev.parallax.agent.probe.http.Upgrade;
import dev.parallax.agent.probe.trial.Phase;
import dev.parallax.model.Failure;
import dev.parallax.model.ProbeSpec;
import dev.parallax.text.Printable;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.handler.codec.http.HttpContent;
import io.netty.handler.codec.http.HttpDecoderConfig;
import io.netty.handler.codec.http.HttpHeaderNames;
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

/**
 * The HTTP step of an attempt: a GET, its redirects on the same connection, and the part of the
 * last response that identifies it.
 */
// The tap below observes a failed write.
@SuppressWarnings("FutureReturnValueIgnored")
final class HttpExchange extends ChannelInboundHandlerAdapter implements Phase {
  private static final int LONGEST_LINE = 4 * 1024;
  private static final int LONGEST_HEAD = 16 * 1024;
  private static final int CHUNK = 4 * 1024;

  /** RFC 7725. */
  private static final int UNAVAILABLE_FOR_LEGAL_REASONS = 451;

  private final Attempt attempt;
  private final ByteArrayOutputStream start = new ByteArrayOutputStream();
  private final ByteArrayOutputStream body = new ByteArrayOutputStream();
  private final Redirects redirects;
  private final Optional<Upgrade> upgrade;
  private Optional<HttpResponse> head = Optional.empty();
  private long startedAt;

  HttpExchange(Attempt attempt) {
    var trial = attempt.trial();
    this.attempt = attempt;
    this.redirects = new Redirects(trial.spec());
    this.upgrade =
        Optional.of(trial.spec())
            .filter(ProbeSpec::upgrade)
            .map(spec -> Upgrade.random(trial.around().random()));
  }

  void start() {
    startedAt = System.nanoTime();
    var limits =
        new HttpDecoderConfig()
            .setMaxInitialLineLength(LONGEST_LINE)
            .setMaxHeaderSize(LONGEST_HEAD)
            .setMaxChunkSize(CHUNK)
            .setHeadersFactory(KeptHeaders.factory())
            .setTrailersFactory(KeptHeaders.factory());
    var pipeline = attempt.channel().pipeline();
    pipeline.addLast(new FirstBytes(), new HttpResponseDecoder(limits), this);
    ask(attempt.trial().spec().path());
  }

  private void ask(String path) {
    var more = upgrade.map(Upgrade::headers).orElse("");
    var request = HttpText.request(attempt.trial().spec(), path, more);
    attempt
        .channel()
        .pipeline()
        .writeAndFlush(Unpooled.copiedBuffer(request, StandardCharsets.US_ASCII));
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
      undecodable(part.decoderResult().cause());
      return;
    }
    if (part instanceof HttpResponse response) {
      read(response);
    }
    if (part instanceof HttpContent content && head.isPresent()) {
      read(content);
    }
  }

  private void undecodable(Throwable cause) {
    finish(
        Optional.of(
            startsUnlikeHttp()
                ? HttpFailures.unlike(start.toByteArray())
                : HttpFailures.malformed(Printable.message(cause))));
  }

  private void read(HttpResponse response) {
    int status = response.status().code();
    if (status < 100 || status > 999) {
      finish(Optional.of(HttpFailures.malformed("status " + status)));
      return;
    }
    head = isInterim(response) ? Optional.empty() : Optional.of(response);
    if (upgrade.isPresent() && Upgrade.isSwitching(response)) {
      complete(response);
    }
  }

  private void read(HttpContent content) {
    var bytes = content.content();
    int taken = Math.min(bytes.readableBytes(), HttpText.BODY_LIMIT - body.size());
    body.writeBytes(copy(bytes, taken));
    if (content instanceof LastHttpContent) {
      answered(head.orElseThrow());
    } else if (body.size() >= HttpText.BODY_LIMIT) {
      complete(head.orElseThrow());
    }
  }

  /** Only a complete response leaves the connection available for the next request. */
  private void answered(HttpResponse response) {
    var location = HttpText.location(response);
    var next = redirects.after(response.status().code(), location);
    if (upgrade.isPresent() || failure(response).isPresent()) {
      complete(response);
      return;
    }
    switch (next) {
      case Redirects.Next.End end -> complete(response);
      case Redirects.Next.Loop(var said) -> finish(Optional.of(loop(response, said)));
      case Redirects.Next.Follow(var path) -> follow(response, path, location.orElseThrow());
    }
  }

  private void follow(HttpResponse response, String path, String location) {
    if (!HttpUtil.isKeepAlive(response)) {
      complete(response);
      return;
    }
    redirects.follow(path, HttpText.recorded(location));
    head = Optional.empty();
    body.reset();
    ask(path);
  }

  private static Failure loop(HttpResponse response, String said) {
    boolean cookie = response.headers().contains(HttpHeaderNames.SET_COOKIE);
    return HttpFailures.redirectLoop(cookie ? said + "; wants its cookie back" : said);
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
      finish(
          Optional.of(
              HttpFailures.malformed(
                  attempt.tap().limit() / 1_024 + " KiB and no end of the answer's head")));
    }
  }

  private static boolean isClosed(Ending ending) {
    return ending == Ending.EOF || ending == Ending.RESET;
  }

  /** The end of the stream also ends a body of undeclared length (RFC 9112, section 6.3). */
  @Override
  public void ended(Ending ending, String said) {
    var enough = head.filter(response -> isError(response) || endsWithStream(response, ending));
    if (enough.isPresent()) {
      complete(enough.get());
    } else if (ending != Ending.TIMEOUT && startsUnlikeHttp()) {
      finish(Optional.of(HttpFailures.unlike(start.toByteArray())));
    } else if (start.size() == 0 && attempt.wasAskedForCertificate() && isClosed(ending)) {
      finish(Optional.of(TlsFailures.closedAfterRequest(ending)));
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

  private void complete(HttpResponse response) {
    finish(failure(response));
  }

  private Optional<Failure> failure(HttpResponse response) {
    return blockpage(response)
        .or(
            () ->
                upgrade.flatMap(asked -> asked.refusal(response)).map(HttpFailures::upgradeRefused))
        .or(() -> Optional.of(response).filter(HttpExchange::isError).map(HttpExchange::status));
  }

  private Optional<Failure> blockpage(HttpResponse response) {
    var status = response.status();
    if (status.code() == UNAVAILABLE_FOR_LEGAL_REASONS) {
      return Optional.of(HttpFailures.blockpage(status(response).said()));
    }
    return Blockpages.recognise(
            HttpText.location(response).orElse(""), body.toString(StandardCharsets.UTF_8))
        .map(name -> HttpFailures.blockpage("fits the fingerprint " + name));
  }

  private static Failure status(HttpResponse response) {
    var status = response.status();
    return HttpFailures.status(status.code(), Printable.collapsed(status.reasonPhrase(), 100));
  }

  private void finish(Optional<Failure> failure) {
    if (attempt.isFinished()) {
      return;
    }
    long took = System.nanoTime() - startedAt;
    attempt.record(HttpText.step(head, body.toByteArray(), redirects.followed(), took));
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
    finish(Optional.of(HttpFailures.malformed(Printable.message(cause))));
  }

  /** Keeps the first bytes of the response, before the decoder. */
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
