package dev.parallax.report.view;

import dev.parallax.model.failure.Failure;
import dev.parallax.model.failure.Step;
import dev.parallax.model.observation.DnsStep;
import dev.parallax.model.observation.HttpStep;
import dev.parallax.model.observation.Observation;
import dev.parallax.model.observation.TcpStep;
import dev.parallax.model.observation.TlsStep;
import dev.parallax.report.layout.TextCells;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The phases of one trial in order: the sent and the received messages. */
public record HandshakeTimes(List<StepSpan> phases, Optional<Failure> failure) {
  private static final String SILENCE = "…";

  /**
   * One step of the trial.
   *
   * @param start offset from the beginning of the trial
   * @param sent the sent message
   * @param received the received message; {@code …} when no message was received
   * @param cut whether the received message ended the trial
   */
  public record StepSpan(
      Step step, Duration start, Duration took, String sent, String received, boolean cut) {
    public Duration end() {
      return start.plus(took);
    }

    public boolean answered() {
      return !received.equals(SILENCE);
    }

    public String detail() {
      return sent + " → " + received;
    }
  }

  public HandshakeTimes {
    phases = List.copyOf(phases);
  }

  public static HandshakeTimes of(Observation seen) {
    var phases = new ArrayList<StepSpan>();
    var steps = seen.steps();
    add(phases, seen, Step.DNS, steps.dns().map(DnsStep::took));
    add(phases, seen, Step.TCP, steps.tcp().map(TcpStep::took));
    add(phases, seen, Step.TLS, steps.tls().map(TlsStep::took));
    add(phases, seen, Step.HTTP, steps.http().map(HttpStep::took));
    return new HandshakeTimes(phases, seen.failure());
  }

  private static void add(
      List<StepSpan> phases, Observation seen, Step step, Optional<Duration> took) {
    var failed = seen.failure().filter(failure -> failure.step() == step);
    if (took.isPresent() || failed.isPresent()) {
      var start = phases.isEmpty() ? Duration.ZERO : phases.getLast().end();
      phases.add(
          new StepSpan(
              step,
              start,
              took.orElse(Duration.ZERO),
              sent(step),
              failed.map(HandshakeTimes::ending).orElse(received(step)),
              failed.isPresent()));
    }
  }

  private static String sent(Step step) {
    return switch (step) {
      case DNS -> "DNS";
      case TCP -> "SYN";
      case TLS -> "ClientHello";
      case HTTP -> "GET";
    };
  }

  private static String received(Step step) {
    return switch (step) {
      case DNS -> "A/AAAA";
      case TCP -> "SYN-ACK";
      case TLS -> "ServerHello, Finished";
      case HTTP -> "HTTP";
    };
  }

  /** The last event, by the failure word. */
  private static String ending(Failure failure) {
    var word = failure.word();
    var text = word.word();
    if (text.contains("timeout") || text.contains("not_acked")) {
      return SILENCE;
    }
    if (text.contains("reset") || text.contains("refused")) {
      return "RST";
    }
    if (text.contains("eof") || text.contains("closed")) {
      return "FIN";
    }
    return word.isAlert() ? "alert" : word.isCertificate() ? "certificate" : text;
  }

  public boolean broke() {
    return failure.isPresent();
  }

  /** The phase it broke in. */
  public Optional<StepSpan> broken() {
    return phases.isEmpty()
        ? Optional.empty()
        : Optional.of(phases.getLast()).filter(StepSpan::cut);
  }

  public Duration took() {
    return phases.isEmpty() ? Duration.ZERO : phases.getLast().end();
  }

  /** How it ended and when, in short. */
  public String detail() {
    var how = failure.map(failed -> "✗ " + failed.word().word()).orElse("✓");
    return how + " " + TextCells.time(took());
  }
}
