package dev.parallax.agent.probe;

import dev.parallax.agent.classify.Ending;
import dev.parallax.agent.classify.HttpFailures;
import dev.parallax.agent.classify.TlsFailures;
import dev.parallax.agent.probe.http.Cookies;
import dev.parallax.agent.probe.http.ExpectedResponse;
import dev.parallax.agent.probe.http.FirstBytes;
import dev.parallax.agent.probe.http.Http2Client;
import dev.parallax.agent.probe.http.HttpText;
import dev.parallax.agent.probe.http.RedirectedExchange;
import dev.parallax.agent.probe.http.Redirects;
import dev.parallax.agent.probe.http.ResponseBody;
import dev.parallax.agent.probe.http.ResponseStart;
import dev.parallax.agent.probe.http.Upgrade;
import dev.parallax.agent.probe.trial.Http2Retry;
import dev.parallax.model.exchange.Method;
import dev.parallax.model.failure.Failure;
import dev.parallax.model.observation.HttpNote;
import dev.parallax.model.observation.HttpStep;
import dev.parallax.model.plan.ProbeSpec;
import dev.parallax.text.Printable;
import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.codec.TooLongFrameException;
import io.netty.handler.codec.http.HttpContent;
import io.netty.handler.codec.http.HttpObject;
import io.netty.handler.codec.http.HttpResponse;
import io.netty.handler.codec.http.HttpUtil;
import io.netty.handler.codec.http.LastHttpContent;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;

/**
 * The HTTP step of an attempt: a GET, its redirects on the same connection, and the part of the
 * last response that identifies it. By HTTP/1.1, or by HTTP/2 where the server offers HTTP/2 alone.
 */
final class HttpExchange extends HttpPhase {
  /** Up to this redirect a POST becomes a GET (RFC 9110, sections 15.4.2 to 15.4.4). */
  private static final int SEE_OTHER = 303;

  /** Heads of redirects, records of TLS and the beginning of a body come on top. */
  private static final int RECEIVE_LIMIT = 512 * 1024;

  private static final String HTTP2 =
      "the server speaks HTTP/2 alone and was not asked again by HTTP/2";

  private static final String TOO_LONG =
      "this agent reads a head of at most 256 KiB, as browsers do";

  private final Redirects redirects;
  private final Optional<Upgrade> upgrade;
  private final ExpectedResponse expected;
  private final Cookies cookies;
  private final Set<HttpNote> notes = EnumSet.noneOf(HttpNote.class);
  private ResponseStart start = new ResponseStart(isHttp2());
  private ResponseBody body;
  private Optional<HttpResponse> head = Optional.empty();
  private Optional<Answer> redirect = Optional.empty();
  private Method method;
  private boolean judging;
  private long startedAt;

  /** A complete response. */
  private record Answer(HttpResponse head, ResponseBody body) {}

  HttpExchange(Attempt attempt) {
    super(attempt);
    var trial = attempt.trial();
    this.redirects = new Redirects(trial.spec());
    this.cookies = trial.cookies().begin(trial.spec().host());
    var exchange = trial.spec().exchange();
    this.method = exchange.request().method();
    this.upgrade =
        Optional.of(trial.spec())
            .filter(ProbeSpec::upgrade)
            .map(spec -> Upgrade.random(trial.around().random()));
    this.expected = new ExpectedResponse(exchange.expectations(), upgrade);
    this.body = new ResponseBody(expected.bodyLimit());
  }

  @Override
  public void start() {
    startedAt = System.nanoTime();
    attempt().tap().allow(RECEIVE_LIMIT);
    if (isHttp2()) {
      notes.add(HttpNote.HTTP2_ONLY);
    }
    var pipeline = attempt().channel().pipeline();
    pipeline.addLast(
        new FirstBytes(() -> start, this::beyondLimit), codec(method, expected.headers()), this);
    ask(attempt().trial().spec().path());
  }

  private void ask(String path) {
    start = new ResponseStart(isHttp2());
    send(method, path, upgrade.map(Upgrade::headers).orElse(""), cookies);
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
      return;
    }
    malformed(Printable.message(cause));
  }

  private void malformed(String detail) {
    finish(Optional.of(HttpFailures.malformed(detail + start.progress())));
  }

  /** A server that answers HTTP/1.1 by HTTP/2 did nothing wrong; {@link Http2Retry} asks again. */
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
      malformed("status " + status);
      return;
    }
    head = HttpText.isInterim(response) ? Optional.empty() : Optional.of(response);
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
    if (expected.isFinal(response, body)) {
      complete(response);
      return;
    }
    switch (next) {
      case Redirects.Next.End end -> complete(response);
      case Redirects.Next.Loop(var detail) ->
          finish(Optional.of(HttpFailures.redirectLoop(detail)));
      case Redirects.Next.Follow(var path) -> follow(response, path, location.orElseThrow());
    }
  }

  private void follow(HttpResponse response, String path, String location) {
    if (!HttpUtil.isKeepAlive(response)) {
      complete(response);
      return;
    }
    redirect = Optional.of(new Answer(response, body));
    redirects.follow(path, HttpText.recorded(location), cookies.line());
    notes.addAll(start.notes());
    head = Optional.empty();
    body = new ResponseBody(expected.bodyLimit());
    if (method == Method.POST && response.status().code() <= SEE_OTHER) {
      method = Method.GET;
    }
    ask(path);
  }

  @Override
  public void arrived() {
    if (attempt().tap().isFull()) {
      beyondLimit();
    }
  }

  /** The end of the stream also ends a body of undeclared length (RFC 9112, section 6.3). */
  @Override
  public void ended(Ending ending, String detail) {
    if (judging) {
      return;
    }
    var enough = head.filter(response -> isEnough(response, ending));
    if (enough.isPresent()) {
      complete(enough.get());
    } else if (start.isUnlikeHttp()) {
      unlikeHttp();
    } else if (start.isEmpty() && redirect.isPresent() && ending == Ending.EOF) {
      closedAfter(redirect.get());
    } else if (start.isEmpty() && attempt().wasAskedForCertificate() && ending.isByPeer()) {
      finish(Optional.of(TlsFailures.closedAfterRequest(ending)));
    } else {
      var received = head.map(body::progress).orElseGet(start::progress);
      finish(Optional.of(HttpFailures.ended(ending, detail + received)));
    }
  }

  /**
   * A server may close a kept connection after any response; clients repeat the request on another
   * connection (RFC 9112, section 9.3.1), as {@link RedirectChain} does. A reset stays a failure.
   */
  private void closedAfter(Answer answer) {
    redirects.back();
    head = Optional.of(answer.head());
    body = answer.body();
    complete(answer.head());
  }

  /** A body whose end nothing declares may go on for ever: its head decides. */
  private boolean isEnough(HttpResponse response, Ending ending) {
    if (expected.isDecidedByHead(response)) {
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

  private void complete(HttpResponse response) {
    if (judging) {
      return;
    }
    var failure = expected.failure(response, body);
    if (failure.isPresent()
        || !expected.expectations().ofHttp()
        || RedirectedExchange.leads(attempt().trial().spec(), response)) {
      finish(failure);
      return;
    }
    judging = true;
    new PendingJudgement(attempt(), expected.expectations())
        .judge(expected.received(response, body), this::finish);
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
  public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
    if (isHttp2() && Http2Client.isBeyondLimit(cause)) {
      beyondLimit();
      return;
    }
    malformed(Printable.message(cause));
  }
}
