package dev.parallax.agent.probe;

import dev.parallax.agent.classify.ClientHello;
import dev.parallax.agent.classify.Ending;
import dev.parallax.agent.classify.Printable;
import dev.parallax.agent.classify.TlsFailures;
import dev.parallax.agent.classify.TlsProgress;
import dev.parallax.certificate.CertificateReader;
import dev.parallax.model.Failure;
import dev.parallax.model.FailureWord;
import dev.parallax.model.Step;
import dev.parallax.model.TlsStep;
import dev.parallax.model.TlsStep.Alert;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.handler.ssl.SslHandler;
import io.netty.handler.ssl.SslHandshakeCompletionEvent;
import io.netty.util.ReferenceCountUtil;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import javax.net.ssl.SSLException;

/** The TLS step of an attempt: the handshake, its record, and the judgement of the certificate. */
// The stages of the judgement end in one that cannot fail.
@SuppressWarnings("FutureReturnValueIgnored")
final class TlsHandshake extends ChannelInboundHandlerAdapter implements Phase {
  private static final int FIRST_LINE = 12;

  private final Attempt attempt;
  private final AnyChain chain;
  private final SslHandler handler;
  private long startedAt;
  private boolean started;
  private boolean over;
  private boolean answered;
  private Runnable endedEarly = () -> {};

  private TlsHandshake(Attempt attempt, AnyChain chain, SslHandler handler) {
    this.attempt = attempt;
    this.chain = chain;
    this.handler = handler;
  }

  /** Before the connect, so that making an engine is in nobody's timing. */
  static TlsHandshake prepare(Attempt attempt) throws SSLException {
    var chain = new AnyChain();
    var trial = attempt.trial();
    var allocator = attempt.channel().alloc();
    return new TlsHandshake(
        attempt, chain, Engines.client(trial.hello(), trial.spec().serverName(), chain, allocator));
  }

  void start() {
    started = true;
    startedAt = System.nanoTime();
    attempt.channel().pipeline().addLast(handler, this);
  }

  /** An engine on a pipeline is released with it; one that never got there is not. */
  void release() {
    if (!started) {
      ReferenceCountUtil.release(handler.engine());
    }
  }

  @Override
  public void userEventTriggered(ChannelHandlerContext context, Object event) {
    if (!over && event instanceof SslHandshakeCompletionEvent completion) {
      if (completion.isSuccess()) {
        over = true;
        succeeded();
      } else if (completion.cause() instanceof SSLException cause) {
        // One turn later the engine's own alert has passed the tap.
        attempt.trial().loop().execute(() -> gaveUp(cause));
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
   * In TLS 1.3 the client believes it is done before the server has judged its certificate: an
   * alert before the first byte of an answer belongs to the handshake.
   */
  @Override
  public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
    var alert = TlsFailures.alertIn(cause);
    if (over && !answered && alert.isPresent()) {
      attempt.record(step(alert, System.nanoTime()));
      attempt.fail(TlsFailures.alert(alert.get(), "after the handshake seemed done"));
    } else if (over) {
      context.fireExceptionCaught(cause);
    }
  }

  @Override
  public void arrived() {
    if (over) {
      return;
    }
    var records = attempt.tap().receivedRecords();
    if (records.isNotTls()) {
      firstLine();
    } else if (records.isMalformed()) {
      fail(TlsFailures.malformed("no record header after " + records.records() + " records"));
    } else if (records.alert().filter(TlsFailures::isFinal).isPresent()) {
      fail(TlsFailures.alert(records.alert().get(), "in plaintext"));
    } else if (attempt.tap().isFull()) {
      fail(new Failure(Step.TLS, FailureWord.UNKNOWN, "64 KiB and no end of the handshake"));
    }
  }

  /** Waits for enough to recognise it by; its end or the timeout will do as well. */
  private void firstLine() {
    var bytes = attempt.tap().firstReceived();
    if (bytes.length >= FIRST_LINE) {
      fail(TlsFailures.notTls(bytes));
    }
  }

  @Override
  public void ended(Ending ending, String said) {
    if (over) {
      endedEarly = () -> attempt.ended(ending, said);
    } else {
      fail(TlsFailures.ended(ending, progress(), said));
    }
  }

  private void gaveUp(SSLException cause) {
    if (over) {
      return;
    }
    var records = attempt.tap().receivedRecords();
    if (records.isNotTls()) {
      fail(TlsFailures.notTls(attempt.tap().firstReceived()));
    } else {
      var alert = attempt.tap().alert().or(() -> TlsFailures.alertIn(cause));
      fail(TlsFailures.engine(cause, alert), alert);
    }
  }

  private TlsProgress progress() {
    var tap = attempt.tap();
    boolean nothingAcked = KernelView.nothingAcked(attempt.channel());
    return new TlsProgress(tap.bytesReceived(), nothingAcked, tap.alert(), firstBytes());
  }

  private Optional<byte[]> firstBytes() {
    return attempt.tap().receivedRecords().isNotTls()
        ? Optional.of(attempt.tap().firstReceived())
        : Optional.empty();
  }

  private void fail(Failure failure) {
    fail(failure, attempt.tap().alert());
  }

  private void fail(Failure failure, Optional<Alert> alert) {
    if (over || attempt.isFinished()) {
      return;
    }
    over = true;
    attempt.record(step(alert, System.nanoTime()));
    attempt.fail(failure);
  }

  private void succeeded() {
    var step = step(attempt.tap().alert(), System.nanoTime());
    attempt.record(step);
    if (attempt.trial().spec().judgeCertificate()) {
      var staple = Staple.of(handler.engine());
      CompletableFuture.supplyAsync(
              () -> Judgement.of(step.chain(), staple, attempt.trial()),
              attempt.trial().around().judges())
          .exceptionally(TlsHandshake::unjudged)
          .thenAcceptAsync(judged -> judged(step, judged), attempt.trial().loop());
    } else {
      proceed();
    }
  }

  private static Judgement unjudged(Throwable cause) {
    var failure = new Failure(Step.TLS, FailureWord.UNKNOWN, Printable.said(cause));
    return new Judgement(Optional.empty(), Optional.of(failure));
  }

  private void judged(TlsStep step, Judgement judgement) {
    judgement.staple().map(step::with).ifPresent(attempt::record);
    judgement.failure().ifPresentOrElse(attempt::fail, this::proceed);
  }

  private void proceed() {
    if (attempt.isFinished()) {
      return;
    }
    if (attempt.trial().spec().lastStep().compareTo(Step.TLS) <= 0) {
      attempt.succeed();
    } else {
      attempt.exchange();
      endedEarly.run();
    }
  }

  private TlsStep step(Optional<Alert> alert, long endedAt) {
    var tap = attempt.tap();
    var hello = ClientHello.of(tap.firstSent());
    var session = handler.engine().getSession();
    boolean agreed =
        session.isValid() && !chain.sent().isEmpty() && handler.handshakeFuture().isSuccess();
    return new TlsStep(
        new TlsStep.SentHello(
            attempt.trial().spec().serverName(),
            "",
            hello.map(ClientHello::maskedHash).orElse(""),
            hello.map(ClientHello::size).orElse(0),
            ""),
        new TlsStep.Agreed(
            agreed ? session.getProtocol() : "",
            agreed ? session.getCipherSuite() : "",
            "",
            Optional.ofNullable(handler.applicationProtocol()).orElse("")),
        chain.sent().stream().map(CertificateReader::facts).toList(),
        Optional.empty(),
        Optional.empty(),
        false,
        alert,
        new TlsStep.Traffic(
            tap.bytesSent(),
            tap.bytesReceived(),
            tap.sentRecords().records(),
            tap.receivedRecords().records(),
            firstBytes().map(bytes -> Printable.ascii(bytes, 64))),
        Duration.ofNanos(endedAt - tap.lastSendAt()),
        Duration.ofNanos(endedAt - startedAt));
  }
}
