package dev.parallax.agent.probe;

import dev.parallax.agent.path.kernel.SystemCallException;
import dev.parallax.agent.probe.trial.Phase;
import dev.parallax.agent.probe.wire.HopLimitedPacket;
import dev.parallax.model.observation.TlsStep;
import dev.parallax.model.plan.Arm;
import java.util.Optional;
import javax.net.ssl.SSLException;

/** The phases of a connection in their order: connect, script or STARTTLS, TLS, HTTP. */
final class AttemptPhases {
  private final Attempt attempt;
  private final HopLimitedPacket limited;
  private Optional<Handshake> handshake = Optional.empty();
  private Optional<StartTls> startTls = Optional.empty();
  private Optional<TcpScript> script = Optional.empty();
  private Phase current;

  AttemptPhases(Attempt attempt, HopLimitedPacket limited, Phase connect) {
    this.attempt = attempt;
    this.limited = limited;
    this.current = connect;
  }

  /** Before the connect, so that the ClientHello is not late. */
  void prepare() throws SSLException, SystemCallException {
    limited.prepare();
    if (attempt.trial().spec().scheme().encrypted()) {
      handshake = Optional.of(Handshake.prepare(attempt));
    }
  }

  void connected() {
    startTls = StartTls.prepare(attempt);
    script = TcpScript.prepare(attempt);
  }

  Phase current() {
    return current;
  }

  /** A phase that sends nothing. */
  void watch(Phase silent) {
    current = silent;
  }

  /** The first phase that sends. */
  void speak() {
    if (!attempt.isFinished()) {
      script
          .<Phase>map(phase -> phase)
          .or(() -> startTls)
          .ifPresentOrElse(this::enter, this::encrypt);
    }
  }

  /** The connection is ready for a ClientHello, if the probe sends a ClientHello. */
  void encrypt() {
    handshake.ifPresentOrElse(this::sendHello, this::exchange);
  }

  private void sendHello(Handshake next) {
    try {
      limited.beforeHello();
      enter(next);
    } catch (SystemCallException unable) {
      attempt.abandon("hop limit: " + unable.detail());
    }
  }

  /** The connection is ready for a request. */
  void exchange() {
    boolean big = attempt.trial().spec().arm() == Arm.BIG_ANSWER;
    enter(big ? new BigAnswer(attempt) : new HttpExchange(attempt));
  }

  private void enter(Phase next) {
    current = next;
    attempt.await(next);
    next.start();
    begun(next);
  }

  /** The bytes that arrived before a phase began may exceed the limit of a trial. */
  private void begun(Phase next) {
    if (!attempt.isFinished() && attempt.tap().isFull()) {
      next.arrived();
    }
  }

  /** The handshake with the lines before it. */
  TlsStep afterCleartext(TlsStep step) {
    return startTls.map(StartTls::received).map(step::after).orElse(step);
  }

  void release() {
    handshake.ifPresent(Handshake::release);
  }
}
