package dev.parallax.report.view;

import dev.parallax.model.failure.Failure;
import dev.parallax.model.failure.Step;
import dev.parallax.model.observation.DnsStep;
import dev.parallax.model.observation.HttpStep;
import dev.parallax.model.observation.Observation;
import dev.parallax.model.observation.Steps;
import dev.parallax.model.observation.TcpStep;
import dev.parallax.model.observation.TlsStep;
import dev.parallax.report.layout.TextCells;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** The outcome of one step over the trials of one vantage. */
public record StepCell(List<Duration> passed, int reached) {

  public static StepCell of(List<Observation> trials, Step step) {
    var reached = trials.stream().filter(trial -> reached(trial, step)).toList();
    var passed =
        reached.stream()
            .filter(trial -> !brokeAt(trial, step))
            .flatMap(trial -> took(trial.steps(), step).stream())
            .sorted()
            .toList();
    return new StepCell(passed, reached.size());
  }

  /** {@code ✓ 12ms}, {@code ~ 4/5}, {@code ✗ 0/5} or {@code –}. */
  public String text() {
    if (reached == 0) {
      return "–";
    }
    if (passed.size() == reached) {
      return "✓ " + TextCells.time(passed.get(reached / 2));
    }
    return (passed.isEmpty() ? "✗ " : "~ ") + passed.size() + "/" + reached;
  }

  private static boolean reached(Observation trial, Step step) {
    return brokeAt(trial, step) || took(trial.steps(), step).isPresent();
  }

  private static boolean brokeAt(Observation trial, Step step) {
    return trial.failure().map(Failure::step).filter(step::equals).isPresent();
  }

  public static Optional<Duration> took(Steps steps, Step step) {
    return switch (step) {
      case DNS -> steps.dns().map(DnsStep::took);
      case TCP -> steps.tcp().map(TcpStep::took);
      case TLS -> steps.tls().map(TlsStep::took);
      case HTTP -> steps.http().map(HttpStep::took);
    };
  }
}
