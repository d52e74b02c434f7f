package dev.parallax.agent.probe;

import dev.parallax.agent.classify.Ending;
import dev.parallax.agent.classify.TcpFailures;
import dev.parallax.agent.path.kernel.SystemCallException;
import dev.parallax.agent.policy.GateRefusal;
import dev.parallax.agent.policy.Permit;
import dev.parallax.agent.probe.trial.OpenAttempts;
import dev.parallax.agent.probe.trial.OwnLateness;
import dev.parallax.agent.probe.trial.Phase;
import dev.parallax.agent.probe.trial.ProbeResult;
import dev.parallax.agent.probe.trial.TrialContext;
import dev.parallax.agent.probe.wire.HopLimitedPacket;
import dev.parallax.agent.probe.wire.HostRefusal;
import dev.parallax.agent.probe.wire.KernelTcpInfo;
import dev.parallax.agent.probe.wire.WireTap;
import dev.parallax.model.failure.Failure;
import dev.parallax.model.failure.NotRunReason;
import dev.parallax.model.failure.Outcome;
import dev.parallax.model.failure.Step;
import dev.parallax.model.observation.DnsStep;
import dev.parallax.model.observation.HttpStep;
import dev.parallax.model.observation.TlsStep;
import dev.parallax.text.Printable;
import io.netty.channel.EventLoop;
import io.netty.channel.epoll.EpollSocketChannel;
import java.net.InetAddress;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import javax.net.ssl.SSLException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One connection to one address, from the connect call to its end: TCP in this class, TLS and HTTP
 * in phases of their own. Runs on one event loop; the first end decides.
 */
// The results of connects, closes and timers arrive as events of the tap.
@SuppressWarnings("FutureReturnValueIgnored")
final class Attempt implements WireTap.Listener, OpenAttempts.Ongoing {
  private static final Logger LOG = LoggerFactory.getLogger(Attempt.class);

  private final TrialContext trial;
  private final Permit permit;
  private final InetAddress address;
  private final WireTap tap = new WireTap(this);
  private final EpollSocketChannel channel = new EpollSocketChannel();
  private final CompletableFuture<ProbeResult> done = new CompletableFuture<>();
  private final AttemptTimers timers;
  private final HopLimitedPacket limited;
  private final AttemptPhases phases;
  private final RecordedSteps recorded;
  private boolean connected;
  private boolean finished;

  Attempt(TrialContext trial, Optional<DnsStep> dns, Permit permit) {
    this.trial = trial;
    this.permit = permit;
    this.address = permit.remote().getAddress();
    this.timers = new AttemptTimers(trial, this::guarded);
    this.limited = new HopLimitedPacket(trial.spec().route().hopLimit(), channel);
    this.phases = new AttemptPhases(this, limited, this::connectEnded);
    this.recorded = new RecordedSteps(trial, dns, permit.remote(), channel, limited);
  }

  /** Never completes exceptionally; the connection is closed when it completes. */
  CompletableFuture<ProbeResult> run() {
    done.whenComplete((result, never) -> trial.around().open().remove(this));
    if (!trial.around().open().add(this)) {
      return unopened(NotRunReason.AGENT_ERROR, "the prober was closed");
    }
    try {
      phases.prepare();
    } catch (SSLException
        | SystemCallException
        | IllegalArgumentException
        | LinkageError unsupported) {
      return unopened(NotRunReason.UNSUPPORTED, Printable.message(unsupported));
    }
    timeout("no connection", this::ended);
    var connecting = new ProbeConnector(trial, permit, channel, tap).connect(this::refused);
    connecting.addListener(
        ignored -> {
          if (connecting.cause() != null) {
            connectFailed(connecting.cause());
          }
        });
    return done;
  }

  private void refused(GateRefusal refusal) {
    finish(new Outcome.NotRun(refusal.reason(), refusal.detail()));
  }

  private void connectFailed(Throwable cause) {
    recorded.connectTook(Duration.ofNanos(tap.sinceConnectCall()));
    switch (new FailedConnect(trial, address, limited).outcome(cause, recorded.connectTook())) {
      case Outcome.Failed(var failure) -> fail(failure);
      case Outcome other -> finish(other);
    }
  }

  private void connectEnded(Ending ending, String detail) {
    recorded.connectTook(Duration.ofNanos(tap.sinceConnectCall()));
    fail(TcpFailures.timeout(detail));
  }

  @Override
  public void connected() {
    guarded(this::begin);
  }

  private void begin() {
    if (finished) {
      return;
    }
    connected = true;
    recorded.connectTook(KernelTcpInfo.connectTook(channel, Duration.ofNanos(tap.connectNanos())));
    phases.connected();
    var refusal = permit.check(channel.remoteAddress());
    if (refusal.isPresent()) {
      refused(refusal.get());
    } else if (trial.spec().lastStep().compareTo(Step.TCP) <= 0
        && trial.spec().exchange().script().isEmpty()) {
      succeed();
    } else if (trial.spec().helloDelay().isPositive()) {
      watchInSilence();
    } else {
      phases.speak();
    }
  }

  /** A middlebox that breaks accepted connections by itself is detected here. */
  private void watchInSilence() {
    phases.watch(this::endedBeforeData);
    timers.pause(
        Math.max(2 * recorded.connectTook().toNanos(), trial.spec().helloDelay().toNanos()),
        phases::speak);
  }

  /** The connection is ready for a ClientHello, if the probe sends a ClientHello. */
  void encrypt() {
    phases.encrypt();
  }

  /** The connection is ready for a request. */
  void exchange() {
    phases.exchange();
  }

  /** The wait of this phase begins anew. */
  void await(Phase same) {
    timeout("no further byte", same);
  }

  @Override
  public void arrived() {
    guarded(
        () -> {
          if (!finished) {
            phases.current().arrived();
          }
          if (!finished && tap.isFull()) {
            channel.config().setAutoRead(false);
          }
        });
  }

  @Override
  public void ended(Ending ending, String detail) {
    guarded(() -> end(ending, detail));
  }

  private void end(Ending ending, String detail) {
    if (finished || (!connected && ending != Ending.TIMEOUT)) {
      return;
    }
    if (connected && tap.isUnused() && !phases.current().hasHeard() && ending != Ending.TIMEOUT) {
      endedBeforeData(ending, detail);
    } else {
      phases.current().ended(ending, detail);
    }
  }

  private void endedBeforeData(Ending ending, String detail) {
    long after = (tap.sinceConnectCall() - recorded.connectTook().toNanos()) / 1_000_000;
    fail(TcpFailures.beforeData(ending, detail + ", " + after + " ms after the connect"));
  }

  TrialContext trial() {
    return trial;
  }

  WireTap tap() {
    return tap;
  }

  EpollSocketChannel channel() {
    return channel;
  }

  boolean isFinished() {
    return finished;
  }

  void record(TlsStep step) {
    recorded.tls(phases.afterCleartext(step));
  }

  /** Whether the server requested a client certificate and received none. */
  boolean wasAskedForCertificate() {
    return !trial.spec().hello().presentCertificate()
        && tls().filter(TlsStep::certificateRequested).isPresent();
  }

  Optional<TlsStep> tls() {
    return recorded.tls();
  }

  void record(HttpStep step) {
    recorded.http(step);
  }

  void succeed() {
    finish(new Outcome.Ok());
  }

  void fail(Failure seen) {
    var failure = HostRefusal.classify(seen, channel);
    if (OwnLateness.explains(failure, trial.own(), isSilenceOfPeer())) {
      abandon(trial.own().detail());
    } else {
      finish(new Outcome.Failed(failure));
    }
  }

  /** By the time-out that this agent attended to, or by the kernel's record. */
  private boolean isSilenceOfPeer() {
    return timers.attended() || KernelTcpInfo.isSilenceOfPeer(channel, trial.stepTimeout());
  }

  /** The server did nothing wrong, and this agent does not support it. */
  void unsupported(String detail) {
    finish(new Outcome.NotRun(NotRunReason.UNSUPPORTED, detail));
  }

  /** From now on the time is spent by this host, which is not a time-out of the server. */
  void judging() {
    timers.judging(this::abandon);
  }

  /** The time since {@link #judging} was this host's own. */
  void judged() {
    timers.judged();
  }

  /** An exception is a defect of this program: it ends the trial and closes its socket. */
  void guarded(Runnable turn) {
    try {
      turn.run();
    } catch (Throwable defect) {
      trial.logDefect(LOG, "a trial", defect);
      abandon(Printable.message(defect));
    }
  }

  private void finish(Outcome outcome) {
    if (finished) {
      return;
    }
    finished = true;
    timers.cancel();
    var result = recorded.result(outcome);
    phases.release();
    limited.restore();
    channel.unsafe().close(channel.newPromise());
    channel.closeFuture().addListener(closed -> done.complete(result));
  }

  @Override
  public EventLoop loop() {
    return trial.loop();
  }

  @Override
  public void abandon(String detail) {
    finish(new Outcome.NotRun(NotRunReason.AGENT_ERROR, detail));
  }

  private CompletableFuture<ProbeResult> unopened(NotRunReason reason, String detail) {
    channel.unsafe().closeForcibly();
    done.complete(recorded.withoutConnection(new Outcome.NotRun(reason, detail)));
    return done;
  }

  private void timeout(String what, Phase ending) {
    timers.step(limited.patience(trial.stepTimeout()), what, ending);
  }
}
