package dev.parallax.agent.probe;

import dev.parallax.agent.classify.Ending;
import dev.parallax.agent.classify.HttpFailures;
import dev.parallax.agent.classify.TlsFailures;
import dev.parallax.agent.expectation.ReceivedResponse;
import dev.parallax.agent.probe.http.Cookies;
import dev.parallax.agent.probe.http.HttpText;
import dev.parallax.agent.probe.http.Redirects;
import dev.parallax.agent.probe.http.ResponseBody;
import dev.parallax.agent.probe.http.ResponseDecoder;
import dev.parallax.agent.probe.http.ResponseFailures;
import dev.parallax.agent.probe.http.ResponseStart;
import dev.parallax.agent.probe.http.Upgrade;
import dev.parallax.model.exchange.Exchange;
import dev.parallax.model.exchange.Expectations;
import dev.parallax.model.exchange.HeaderRule;
import dev.parallax.model.exchange.Method;
import dev.parallax.model.failure.Failure;
import dev.parallax.model.observation.HttpNote;
import dev.parallax.model.observation.HttpStep;
import dev.parallax.model.plan.ProbeSpec;
import dev.parallax.text.Printable;
import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.handler.codec.TooLongFrameException;
import io.netty.handler.codec.http.HttpContent;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpObject;
import io.netty.handler.codec.http.HttpResponse;
import io.netty.handler.codec.http.HttpUtil;
import io.netty.handler.codec.http.LastHttpContent;
import io.netty.handler.ssl.SslCloseCompletionEvent;
import io.netty.util.ReferenceCountUtil;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The HTTP step of an attempt: a GET, its redirects on the same connection, and the part of the
 * last response that identifies it.
 */
// The tap below observes a failed write.
@SuppressWarnings("FutureReturnValueIgnored")
final class HttpExchange extends HttpPhase {
  /** Up to this redirect a POST becomes a GET (RFC 9110, sections 15.4.2 to 15.4.4). */
  private static final int SEE_OTHER = 303;

  /** Heads of redirects, records of TLS and the beginning of a body come on top. */
  private static final int RECEIVE_LIMIT = 512 * 1024;

  private static final String HTTP2 =
      "the server speaks HTTP/2 alone, and this agent requests pages by HTTP/1.1: probe tls://";

  private static final String TOO_LONG =
      "this agent reads a head of at most 256 KiB, as browsers do";

  private final Redirects redirects;
  private final Optional<Upgrade> upgrade;
  private final Exchange exchange;
  private final int bodyLimit;
  private final Cookies cookies;
  private final Set<HttpNote> notes = EnumSet.noneOf(HttpNote.class);
  private ResponseStart start = new ResponseStart();
  private ResponseBody body;
  private Optional<HttpResponse> head = Optional.empty();
  private Method method;
  private boolean judging;
  private long startedAt;

  HttpExchange(Attempt attempt) {
    super(attempt);
    var trial = attempt.trial();
    this.redirects = new Redirects(trial.spec());
    this.cookies = trial.cookies().begin(trial.spec().host());
    this.exchange = trial.spec().exchange();
    this.method = exchange.request().method();
    this.bodyLimit =
        exchange.expectations().body().isEmpty() ? HttpText.BODY_LIMIT : Expectations.BODY_LIMIT;
    this.body = new ResponseBody(bodyLimit);
    this.upgrade =
        Optional.of(trial.spec())
            .filter(ProbeSpec::upgrade)
            .map(spec -> Upgrade.random(trial.around().random()));
  }

  @Override
  public void start() {
    startedAt = System.nanoTime();
    attempt().tap().allow(RECEIVE_LIMIT);
    var pipeline = attempt().channel().pipeline();
    pipeline.addLast(new FirstBytes(), ResponseDecoder.asBrowsers(method, expectedHeaders()), this);
    ask(attempt().trial().spec().path());
  }

  private Set<String> expectedHeaders() {
    return exchange.expectations().headers().stream()
        .map(HeaderRule::name)
        .collect(Collectors.toSet());
  }

  private void ask(String path) {
    start = new ResponseStart();
    var more = upgrade.map(Upgrade::headers).orElse("") + cookies.line();
    send(method, path, more);
  }

  @Override
  void read(HttpObject part) {
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
    if (start.isUnlikeHttp()) {
      unlikeHttp();
    } else {
      finish(Optional.of(HttpFailures.malformed(Printable.message(cause) + start.progress())));
    }
  }

  /** This probe requests by HTTP/1.1: an answer by HTTP/2 is no failure of the server. */
  private void unlikeHttp() {
    if (!start.isHttp2()) {
      finish(Optional.of(start.unlikeHttp()));
    } else if (!attempt().isFinished()) {
      notes.add(HttpNote.HTTP2_ONLY);
      attempt().record(step());
      attempt().unsupported(HTTP2);
    }
  }

  /** The limit is this agent's: the head decides if it is there, otherwise nothing is known. */
  private void beyondLimit() {
    if (head.isPresent()) {
      notes.add(HttpNote.ENDLESS_BODY);
      complete(head.get());
    } else if (start.isUnlikeHttp()) {
      unlikeHttp();
    } else if (!attempt().isFinished()) {
      attempt().record(step());
      attempt().abandon(TOO_LONG);
    }
  }

  private void read(HttpResponse response) {
    int status = response.status().code();
    if (status < 100 || status > 999) {
      finish(Optional.of(HttpFailures.malformed("status " + status + start.progress())));
      return;
    }
    head = isInterim(response) ? Optional.empty() : Optional.of(response);
    if (upgrade.isPresent() && Upgrade.isSwitching(response)) {
      complete(response);
    }
  }

  private void read(HttpContent content) {
    body.read(content);
    if (content instanceof LastHttpContent) {
      answered(head.orElseThrow());
    } else if (body.isFull()) {
      complete(head.orElseThrow());
    }
  }

  /** Only a complete response leaves the connection available for the next request. */
  private void answered(HttpResponse response) {
    var location = HttpText.location(response);
    cookies.take(response);
    var next = redirects.after(response.status().code(), location, cookies.line());
    if (upgrade.isPresent() || isFinal(response) || failure(response).isPresent()) {
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
    notes.addAll(start.notes());
    head = Optional.empty();
    body = new ResponseBody(bodyLimit);
    if (method == Method.POST && response.status().code() <= SEE_OTHER) {
      method = Method.GET;
    }
    ask(path);
  }

  /** A redirect that is expected itself is not followed. */
  private boolean isFinal(HttpResponse response) {
    int status = response.status().code();
    return exchange.expectations().status().filter(set -> set.contains(status)).isPresent();
  }

  private static boolean isInterim(HttpResponse response) {
    return response.status().code() < 200 && response.status().code() != 101;
  }

  @Override
  public void arrived() {
    if (attempt().tap().isFull()) {
      beyondLimit();
    }
  }

  private static boolean isClosed(Ending ending) {
    return ending == Ending.EOF || ending == Ending.RESET;
  }

  /** The end of the stream also ends a body of undeclared length (RFC 9112, section 6.3). */
  @Override
  public void ended(Ending ending, String said) {
    if (judging) {
      return;
    }
    var enough = head.filter(response -> isEnough(response, ending));
    if (enough.isPresent()) {
      complete(enough.get());
    } else if (start.isUnlikeHttp()) {
      unlikeHttp();
    } else if (start.isEmpty() && attempt().wasAskedForCertificate() && isClosed(ending)) {
      finish(Optional.of(TlsFailures.closedAfterRequest(ending)));
    } else {
      finish(Optional.of(HttpFailures.ended(ending, said + progress())));
    }
  }

  /** A body whose end nothing declares may go on for ever: its head decides. */
  private boolean isEnough(HttpResponse response, Ending ending) {
    if (ResponseFailures.isError(response) && exchange.expectations().body().isEmpty()) {
      return true;
    }
    boolean open = !HttpUtil.isContentLengthSet(response);
    boolean chunked = HttpUtil.isTransferEncodingChunked(response);
    if (ending == Ending.TIMEOUT && open) {
      notes.add(HttpNote.ENDLESS_BODY);
    }
    body.endsWithConnection(open && ending == Ending.EOF && !chunked);
    return body.isWhole() || (open && ending == Ending.TIMEOUT);
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
    return start.progress();
  }

  private void complete(HttpResponse response) {
    var failure = failure(response);
    var expected = exchange.expectations();
    if (judging) {
      return;
    }
    if (failure.isPresent() || !expected.ofHttp()) {
      finish(failure);
      return;
    }
    judging = true;
    new PendingJudgement(attempt(), expected).judge(received(response), this::finish);
  }

  private ReceivedResponse received(HttpResponse response) {
    return ReceivedResponse.of(
        response.status().code(),
        response.status().reasonPhrase(),
        expectedHeaders().stream()
            .collect(Collectors.toMap(name -> name, name -> response.headers().getAll(name))),
        body.bytes(),
        !body.isWhole());
  }

  private Optional<Failure> failure(HttpResponse response) {
    return ResponseFailures.of(response, body.text(), upgrade, exchange.expectations().status());
  }

  private void finish(Optional<Failure> failure) {
    if (attempt().isFinished()) {
      return;
    }
    attempt().record(step());
    failure.ifPresentOrElse(attempt()::fail, attempt()::succeed);
  }

  private HttpStep step() {
    long took = System.nanoTime() - startedAt;
    notes.addAll(start.notes());
    return HttpText.step(head, body.beginning(), redirects.followed(), notes, took);
  }

  @Override
  public void userEventTriggered(ChannelHandlerContext context, Object event) {
    if (event instanceof SslCloseCompletionEvent closed && closed.isSuccess()) {
      ended(Ending.EOF, "close_notify");
    }
  }

  @Override
  public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
    finish(Optional.of(HttpFailures.malformed(Printable.message(cause) + start.progress())));
  }

  /** Keeps the first bytes of the response, before the decoder. */
  private final class FirstBytes extends ChannelInboundHandlerAdapter {
    @Override
    public void channelRead(ChannelHandlerContext context, Object message) {
      var bytes = (ByteBuf) message;
      start.read(bytes);
      if (start.isBeyondLimit()) {
        ReferenceCountUtil.release(message);
        beyondLimit();
      } else {
        context.fireChannelRead(message);
      }
    }
  }
}
