package dev.parallax.bench.probing;

import dev.parallax.agent.probe.trial.ProbeResult;
import dev.parallax.model.failure.Outcome;
import dev.parallax.model.observation.TcpStep;
import java.util.List;

/**
 * The reply of {@link Probing} for one trial, as one line.
 *
 * @param outcome {@code ok}, or a word for the failure
 * @param localPort 0 without a connection
 * @param connectNanos the TCP step's {@code took}
 * @param tlsNanos the TLS step's {@code took}, 0 without a TLS step
 * @param received bytes of the connection until the TLS step ended
 * @param tookNanos the whole trial, on its caller's clock
 */
public record ProbingReply(
    String outcome,
    int localPort,
    long connectNanos,
    long tlsNanos,
    long received,
    long tookNanos) {
  static final String OK = "ok";

  static ProbingReply of(ProbeResult result, long tookNanos) {
    var tcp = result.steps().tcp();
    var tls = result.steps().tls();
    return new ProbingReply(
        word(result.outcome()),
        tcp.map(TcpStep::localPort).orElse(0),
        tcp.map(step -> step.took().toNanos()).orElse(0L),
        tls.map(step -> step.took().toNanos()).orElse(0L),
        tls.map(step -> step.traffic().bytesReceived()).orElse(0L),
        tookNanos);
  }

  private static String word(Outcome outcome) {
    return switch (outcome) {
      case Outcome.Ok ok -> OK;
      case Outcome.Failed failed -> failed.failure().word().toString();
      case Outcome.NotRun notRun -> "not_run:" + notRun.reason();
    };
  }

  public boolean isOk() {
    return outcome.equals(OK);
  }

  public String line() {
    return String.join(
        " ",
        outcome.replace(' ', '_'),
        Integer.toString(localPort),
        Long.toString(connectNanos),
        Long.toString(tlsNanos),
        Long.toString(received),
        Long.toString(tookNanos));
  }

  static ProbingReply parse(String line) {
    var words = List.of(line.split(" ", -1));
    return new ProbingReply(
        words.get(0),
        Integer.parseInt(words.get(1)),
        Long.parseLong(words.get(2)),
        Long.parseLong(words.get(3)),
        Long.parseLong(words.get(4)),
        Long.parseLong(words.get(5)));
  }
}
