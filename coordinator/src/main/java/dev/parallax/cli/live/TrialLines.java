package dev.parallax.cli.live;

import dev.parallax.model.failure.Failure;
import dev.parallax.model.failure.Outcome;
import dev.parallax.model.observation.Observation;
import dev.parallax.v1.RoundStarted;
import dev.parallax.v1.SweepStarted;
import java.util.function.Consumer;

/** Prints every trial as it arrives, in addition to another listener. */
public final class TrialLines implements ProgressListener {
  private final ProgressListener other;
  private final Consumer<String> out;

  public TrialLines(ProgressListener other, Consumer<String> out) {
    this.other = other;
    this.out = out;
  }

  @Override
  public void load(String line) {
    other.load(line);
  }

  @Override
  public void started(SweepStarted sweep) {
    other.started(sweep);
  }

  @Override
  public void round(RoundStarted round) {
    other.round(round);
  }

  @Override
  public void result(Observation seen) {
    out.accept("  " + line(seen));
    other.result(seen);
  }

  @Override
  public void note(String line) {
    other.note(line);
  }

  @Override
  public void finished() {
    other.finished();
  }

  @Override
  public void close() {
    other.close();
  }

  /** {@code eu-a base 3 ✗ TLS reset_after_client_hello}, with the target, as in the JSON. */
  private static String line(Observation seen) {
    var key = seen.key();
    var variant = key.variant().isEmpty() ? "" : "/" + key.variant();
    return "%s %s %s%s #%d %s"
        .formatted(
            key.vantage().name(),
            key.target(),
            key.arm().word(),
            variant,
            key.trial(),
            outcome(seen.outcome()));
  }

  private static String outcome(Outcome outcome) {
    return switch (outcome) {
      case Outcome.Ok ok -> "✓";
      case Outcome.Failed failed -> "✗ " + failure(failed.failure());
      case Outcome.NotRun notRun -> "– " + notRun.reason().word() + " " + notRun.detail();
    };
  }

  private static String failure(Failure failure) {
    return failure.step() + " " + failure.word().word() + " " + failure.detail();
  }
}
