package dev.parallax.agent.probe;

import dev.parallax.agent.classify.Ending;
import dev.parallax.agent.classify.TlsFailures;
import dev.parallax.agent.expectation.HandshakeJudge;
import dev.parallax.agent.probe.tls.CapturingTrustManager;
import dev.parallax.agent.probe.tls.ClientKeyManager;
import dev.parallax.agent.probe.tls.SplitHello;
import dev.parallax.agent.probe.tls.StapledResponse;
import dev.parallax.agent.probe.tls.TlsEngines;
import dev.parallax.agent.probe.trial.Judgement;
import dev.parallax.certificate.Validation;
import dev.parallax.model.failure.Failure;
import dev.parallax.model.failure.FailureWord;
import dev.parallax.model.failure.Step;
import dev.parallax.model.observation.TlsStep;
import dev.parallax.model.observation.TlsStep.Alert;
import dev.parallax.text.Printable;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.handler.ssl.NotSslRecordException;
import io.netty.handler.ssl.SslHandler;
import io.netty.handler.ssl.SslHandshakeCompletionEvent;
import io.netty.util.ReferenceCountUtil;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLException;

/** The TLS step of an attempt: the handshake, its record, and its result. */
final class TlsHandshake extends ChannelInboundHandlerAdapter implements Handshake {
  private static final String TLS13 = "TLSv1.3";
  private static final long VERDICT_NANOS = TimeUnit.MILLISECONDS.toNanos(200);

  private final Attempt attempt;
  private final CapturingTrustManager chain;
  private final ClientKeyManager own;
  private final SslHandler handler;
  private HandshakeView view;
  private boolean started;
  private boolean over;
  private boolean answered;
  private boolean awaiting;
  private int heard;
  private Runnable endedEarly = () -> {};

  private TlsHandshake(
      Attempt attempt, CapturingTrustManager chain, ClientKeyManager own, SslHandler handler) {
    this.attempt = attempt;
    this.chain = chain;
    this.own = own;
    this.handler = handler;
    this.view = new HandshakeView(attempt);
  }

  static TlsHandshake prepare(Attempt attempt) throws SSLException {
    var trial = attempt.trial();
    var spec = trial.spec();
    var chain = new CapturingTrustManager();
    var own =
        spec.hello().presentCertificate()
            ? ClientKeyManager.selfSigned()
            : ClientKeyManager.silent();
    var allocator = attempt.channel().alloc();
    return new TlsHandshake(
        attempt,
        chain,
        own,
        TlsEngines.client(trial.hello(), spec.serverName(), chain, own, allocator));
  }

  @Override
  public void start() {
    started = true;
    view = new HandshakeView(attempt);
    var pipeline = attempt.channel().pipeline();
    SplitHello.into(pipeline, attempt.trial().hello().shape().split());
    pipeline.addLast(handler, this);
  }

  /** An engine in a pipeline is released with it; an engine outside is not. */
  @Override
  public void release() {
    if (!started) {
      ReferenceCountUtil.release(handler.engine());
    }
  }

  @Override
  public void userEventTriggered(ChannelHandlerContext context, Object event) {
    if (!over && event instanceof SslHandshakeCompletionEvent completion) {
      if (completion.isSuccess()) {
        over = true;
        attempt.guarded(this::succeeded);
      } else if (completion.cause() instanceof SSLException cause) {
        // One turn of the loop later the engine's own alert has passed the tap.
        attempt.trial().loop().execute(() -> attempt.guarded(() -> gaveUp(cause)));
      }
      return;
    }
    context.fireUserEventTriggered(event);
  }

  @Override
  public void channelRead(ChannelHandlerContext context, Object plaintext) {
    answered = true;
    context.fireChannelRead(plaintext);
  }

  /**
   * In TLS 1.3 the client has finished its handshake before the server has validated its
   * certificate: an alert before the first byte of a response belongs to the handshake.
   */
  @Override
  public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
    var alert = TlsFailures.alertIn(cause);
    if (over && !answered && alert.isPresent()) {
      attempt.record(step(alert));
      attempt.fail(TlsFailures.alert(alert.get(), "after the handshake seemed done"));
    } else if (over) {
      context.fireExceptionCaught(cause);
    }
  }

  @Override
  public void arrived() {
    if (!over) {
      view.broken().ifPresent(this::fail);
    } else if (awaiting && attempt.tap().receivedRecords().records() > heard) {
      attempt.succeed();
    }
  }

  @Override
  public void ended(Ending ending, String detail) {
    if (awaiting) {
      attempt.record(step(attempt.tap().alert()));
      attempt.fail(TlsFailures.closedAfterRequest(ending));
    } else if (over) {
      endedEarly = () -> attempt.ended(ending, detail);
    } else {
      fail(view.ended(ending, detail));
    }
  }

  private void gaveUp(SSLException cause) {
    if (over) {
      return;
    }
    if (view.firstBytes().isPresent()) {
      fail(TlsFailures.notTls(view.firstBytes().get()));
    } else if (cause instanceof NotSslRecordException) {
      fail(TlsFailures.malformed(Printable.message(cause)));
    } else {
      var alert = TlsFailures.alertIn(cause).or(() -> attempt.tap().alert());
      refused(TlsFailures.engine(cause, alert), alert);
    }
  }

  /**
   * A chain in the wrong order appears as a signature by another key than the first certificate's.
   */
  private void refused(Failure failure, Optional<Alert> alert) {
    boolean judged =
        failure.word().equals(FailureWord.CERT_KEY_MISMATCH)
            && attempt.trial().spec().judgeCertificate();
    if (over || attempt.isFinished() || !judged) {
      fail(failure, alert);
      return;
    }
    over = true;
    var step = step(alert);
    attempt.record(step);
    new PendingValidation(attempt, step.chain(), Optional.empty())
        .judge(judgement -> attempt.fail(judgement.misplaced().orElse(failure)));
  }

  private void fail(Failure failure) {
    fail(failure, attempt.tap().alert());
  }

  private void fail(Failure failure, Optional<Alert> alert) {
    if (over || attempt.isFinished()) {
      return;
    }
    over = true;
    attempt.record(step(alert));
    attempt.fail(failure);
  }

  private void succeeded() {
    var step = step(attempt.tap().alert());
    attempt.record(step);
    if (attempt.trial().spec().judgeCertificate()) {
      new PendingValidation(attempt, step.chain(), StapledResponse.of(handler.engine()))
          .judge(judgement -> judged(step, judgement));
    } else {
      proceed();
    }
  }

  private void judged(TlsStep step, Judgement judgement) {
    judgement.staple().map(step::with).ifPresent(attempt::record);
    switch (judgement.validation()) {
      case Validation.Valid valid -> proceed();
      case Validation.Invalid(var failure) -> attempt.fail(failure);
      case Validation.Indeterminate(var limit) ->
          attempt.unsupported("the certificate was not judged: " + limit.text());
    }
  }

  private void proceed() {
    if (attempt.isFinished()) {
      return;
    }
    var unmet = unmetExpectation();
    if (unmet.isPresent()) {
      attempt.fail(unmet.get());
      return;
    }
    if (attempt.trial().spec().lastStep().compareTo(Step.TLS) > 0) {
      attempt.exchange();
      endedEarly.run();
    } else if (own.wasAsked() && handler.engine().getSession().getProtocol().equals(TLS13)) {
      awaitVerdict();
    } else {
      attempt.succeed();
    }
  }

  private Optional<Failure> unmetExpectation() {
    var expected = attempt.trial().spec().exchange().expectations();
    var now = attempt.trial().around().clock().instant();
    return attempt.tls().flatMap(step -> HandshakeJudge.unmet(expected, step, now));
  }

  /** The next record is a session ticket or an alert; a server that sends neither is content. */
  private void awaitVerdict() {
    awaiting = true;
    heard = attempt.tap().receivedRecords().records();
    long nanos = VERDICT_NANOS + 2 * attempt.tap().connectNanos();
    var _ = attempt.trial().loop().schedule(attempt::succeed, nanos, TimeUnit.NANOSECONDS);
    endedEarly.run();
  }

  private TlsStep step(Optional<Alert> alert) {
    var alpn = Optional.ofNullable(handler.applicationProtocol()).orElse("");
    return view.step(alpn, chain.sent(), own.wasAsked(), alert);
  }
}
