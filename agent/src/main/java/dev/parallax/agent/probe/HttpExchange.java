package dev.parallax.agent.probe;

import dev.parallax.agent.classify.Ending;
import dev.parallax.agent.classify.HttpFailures;
import dev.parallax.agent.classify.TlsFailures;
import dev.parallax.agent.probe.http.Cookies;
import dev.parallax.agent.probe.http.HeadScanner;
import dev.parallax.agent.probe.http.HttpText;
import dev.parallax.agent.probe.http.KeptHeaders;
import dev.parallax.agent.probe.http.Redirects;
import dev.parallax.agent.probe.http.ResponseFailures;
import dev.parallax.agent.probe.http.Upgrade;
import dev.parallax.agent.probe.trial.Phase;
import dev.parallax.model.Failure;
import dev.parallax.model.HttpNote;
import dev.parallax.model.HttpStep;
import dev.parallax.model.ProbeSpec;
import dev.parallax.text.Printable;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.handler.codec.TooLongFrameException;
import io.netty.handler.codec.http.HttpContent;
import io.netty.handler.codec.http.HttpDecoderConfig;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpObject;
import io.netty.handler.codec.http.HttpResponse;
import io.netty.handler.codec.http.HttpResponseDecoder;
import io.netty.handler.codec.http.HttpUtil;
import io.netty.handler.codec.http.LastHttpContent;
import io.netty.handler.ssl.SslCloseCompletionEvent;
import io.netty.util.ReferenceCountUtil;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;

/**
 * The HTTP step of an attempt: a GET, its redirects on the same connection, and the part of the
 * last response that identifies it.
 */
// The tap below observes a failed write.
@SuppressWarnings("FutureReturnValueIgnored")
final class HttpExchange extends ChannelInboundHandlerAdapter implements Phase {
  private static final int CHUNK = 4 * 1024;

  /** Heads of redirects, records of TLS and the beginning of a body come on top. */
  private static final int RECEIVE_LIMIT = 512 * 1024;

  private static final int START = 64;
  private static final String TOO_LONG =
      "this agent reads a head of at most 256 KiB, as browsers do";

  private final Attempt attempt;
  private final ByteArrayOutputStream start = new ByteArrayOutputStream();
  private final ByteArrayOutputStream body = new ByteArrayOutputStream();
  private final Redirects redirects;
  private final Optional<Upgrade> upgrade;
  private final Cookies cookies = new Cookies();
  private final Set<HttpNote> notes = EnumSet.noneOf(HttpNote.class);
  private HeadScanner scanner = new HeadScanner();
  private Optional<HttpResponse> head = Optional.empty();
  private long startedAt;
  private long came;

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
    attempt.tap().allow(RECEIVE_LIMIT);
    var asBrowsers =
        new HttpDecoderConfig()
            .setStrictLineParsing(false)
            .setUseRfc9112TransferEncoding(false)
            .setAllowDuplicateContentLengths(true)
            .setMaxInitialLineLength(HeadScanner.LONGEST)
            .setMaxHeaderSize(HeadScanner.LONGEST)
            .setMaxChunkSize(CHUNK)
            .setHeadersFactory(KeptHeaders.factory())
            .setTrailersFactory(KeptHeaders.factory());
    var pipeline = attempt.channel().pipeline();
    pipeline.addLast(new FirstBytes(), new HttpResponseDecoder(asBrowsers), this);
    ask(attempt.trial().spec().path());
  }

  private void ask(String path) {
    scanner = new HeadScanner();
    start.reset();
    came = 0;
    var more = upgrade.map(Upgrade::headers).orElse("") + cookies.line();
    var request = HttpText.request(attempt.trial().spec(), path, more);
    attempt
        .channel()
        .pipeline()
        .writeAndFlush(Unpooled.copiedBuffer(request, StandardCharsets.ISO_8859_1));
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
    if (cause instanceof TooLongFrameException) {
      beyondLimit();
      return;
    }
    finish(
        Optional.of(
            startsUnlikeHttp()
                ? HttpFailures.unlike(start.toByteArray())
                : HttpFailures.malformed(Printable.message(cause) + ", in: " + beginning())));
  }

  /** The limit is this agent's: the head decides if it is there, otherwise nothing is known. */
  private void beyondLimit() {
    if (head.isPresent()) {
      notes.add(HttpNote.ENDLESS_BODY);
      complete(head.get());
    } else if (startsUnlikeHttp()) {
      finish(Optional.of(HttpFailures.unlike(start.toByteArray())));
    } else if (!attempt.isFinished()) {
      attempt.record(step());
      attempt.abandon(TOO_LONG);
    }
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
    cookies.take(response);
    var next = redirects.after(response.status().code(), location, cookies.line());
    if (upgrade.isPresent() || failure(response).isPresent()) {
      complete(response);
      return;
    }
    switch (next) {
      case Redirects.Next.End end -> complete(response);
      case Redirects.Next.Loop(var said) -> finish(Optional.of(HttpFailures.redirectLoop(said)));
      case Redirects.Next.Follow(var path) -> follow(response, path, location.orElseThrow());
    }
  }

  private void follow(HttpResponse response, String path, String location) {
    if (!HttpUtil.isKeepAlive(response)) {
      complete(response);
      return;
    }
    redirects.follow(path, HttpText.recorded(location), cookies.line());
    notes.addAll(scanner.notes());
    head = Optional.empty();
    body.reset();
    ask(path);
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
      beyondLimit();
    }
  }

  private static boolean isClosed(Ending ending) {
    return ending == Ending.EOF || ending == Ending.RESET;
  }

  /** The end of the stream also ends a body of undeclared length (RFC 9112, section 6.3). */
  @Override
  public void ended(Ending ending, String said) {
    var enough = head.filter(response -> isEnough(response, ending));
    if (enough.isPresent()) {
      complete(enough.get());
    } else if (startsUnlikeHttp()) {
      finish(Optional.of(HttpFailures.unlike(start.toByteArray())));
    } else if (start.size() == 0 && attempt.wasAskedForCertificate() && isClosed(ending)) {
      finish(Optional.of(TlsFailures.closedAfterRequest(ending)));
    } else {
      finish(Optional.of(HttpFailures.ended(ending, said + progress())));
    }
  }

  /** A body whose end nothing declares may go on for ever: its head decides. */
  private boolean isEnough(HttpResponse response, Ending ending) {
    if (ResponseFailures.isError(response)) {
      return true;
    }
    boolean open = !HttpUtil.isContentLengthSet(response);
    boolean chunked = HttpUtil.isTransferEncodingChunked(response);
    if (ending == Ending.TIMEOUT && open) {
      notes.add(HttpNote.ENDLESS_BODY);
    }
    return open && (ending == Ending.TIMEOUT || (ending == Ending.EOF && !chunked));
  }

  /** What came of the response that was expected. */
  private String progress() {
    if (head.isPresent()) {
      var length = head.get().headers().get(HttpHeaderNames.CONTENT_LENGTH, "undeclared");
      return ", after "
          + body.size()
          + " bytes of a body (declared length: "
          + Printable.collapsed(length, 20)
          + ")";
    }
    return came == 0
        ? ", no byte of a response came"
        : ", after " + came + " bytes: " + beginning();
  }

  private String beginning() {
    return Printable.ascii(start.toByteArray(), START);
  }

  private boolean startsUnlikeHttp() {
    var text = start.toString(StandardCharsets.ISO_8859_1);
    return !text.startsWith(HttpText.VERSION) && !HttpText.VERSION.startsWith(text);
  }

  private void complete(HttpResponse response) {
    finish(failure(response));
  }

  private Optional<Failure> failure(HttpResponse response) {
    return ResponseFailures.of(response, body.toString(StandardCharsets.UTF_8), upgrade);
  }

  private void finish(Optional<Failure> failure) {
    if (attempt.isFinished()) {
      return;
    }
    attempt.record(step());
    failure.ifPresentOrElse(attempt::fail, attempt::succeed);
  }

  private HttpStep step() {
    long took = System.nanoTime() - startedAt;
    notes.addAll(scanner.notes());
    return HttpText.step(head, body.toByteArray(), redirects.followed(), notes, took);
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

  private boolean scanned(byte next) {
    scanner.read(next);
    return true;
  }

  /** Keeps the first bytes of the response, before the decoder. */
  private final class FirstBytes extends ChannelInboundHandlerAdapter {
    @Override
    public void channelRead(ChannelHandlerContext context, Object message) {
      var bytes = (ByteBuf) message;
      start.writeBytes(copy(bytes, Math.min(bytes.readableBytes(), START - start.size())));
      came += bytes.readableBytes();
      bytes.forEachByte(HttpExchange.this::scanned);
      if (scanner.isBeyondLimit()) {
        ReferenceCountUtil.release(message);
        beyondLimit();
      } else {
        context.fireChannelRead(message);
      }
    }
  }
}
