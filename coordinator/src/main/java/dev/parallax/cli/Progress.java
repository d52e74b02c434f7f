package dev.parallax.cli;

import dev.parallax.model.Observation;
import dev.parallax.model.RoundReason;
import dev.parallax.report.Catalogue;
import dev.parallax.v1.RoundStarted;
import dev.parallax.v1.SweepStarted;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Tells how a sweep goes on: a line a round, and a line a vantage that finished it. */
final class Progress {
  private final Catalogue catalogue;
  private final Consumer<String> out;
  private final Map<String, Count> counts = new TreeMap<>();
  private int perVantage;

  private record Count(int trials, int failed, int notRun) {
    Count plus(Observation seen) {
      return new Count(
          trials + 1, failed + (seen.failure().isPresent() ? 1 : 0), notRun + (seen.ran() ? 0 : 1));
    }

    String text() {
      return failed + " failed" + (notRun == 0 ? "" : ", " + notRun + " not run");
    }
  }

  Progress(Catalogue catalogue, Consumer<String> out) {
    this.catalogue = catalogue;
    this.out = out;
  }

  void started(SweepStarted sweep) {
    sweep.getVantagesList().forEach(vantage -> counts.put(vantage.getName(), new Count(0, 0, 0)));
    out.accept("sweep " + sweep.getSweepId() + ": " + counts.size() + " vantages");
  }

  void round(RoundStarted round) {
    unfinished();
    counts.replaceAll((vantage, count) -> new Count(0, 0, 0));
    perVantage = counts.isEmpty() ? 0 : round.getTrials() / counts.size();
    var reasons = round.getReasonsList().stream().map(this::reason);
    out.accept(
        "round "
            + round.getNumber()
            + ": "
            + reasons.collect(Collectors.joining("; "))
            + ", "
            + round.getTrials()
            + " trials");
  }

  private String reason(String word) {
    return Stream.of(RoundReason.values())
        .filter(reason -> reason.word().equals(word))
        .map(catalogue::round)
        .findFirst()
        .orElse(word);
  }

  void result(Observation seen) {
    var vantage = seen.key().vantage().name();
    var count = counts.getOrDefault(vantage, new Count(0, 0, 0)).plus(seen);
    counts.put(vantage, count);
    if (count.trials() == perVantage) {
      out.accept("  " + vantage + ": all " + count.trials() + " trials, " + count.text());
    }
  }

  void finished() {
    unfinished();
  }

  /** Vantages that gave something in this round, but not all that was planned. */
  private void unfinished() {
    List.copyOf(counts.entrySet()).stream()
        .filter(entry -> entry.getValue().trials() > 0 && entry.getValue().trials() < perVantage)
        .forEach(
            entry ->
                out.accept(
                    "  "
                        + entry.getKey()
                        + ": "
                        + entry.getValue().trials()
                        + " of "
                        + perVantage
                        + " trials, "
                        + entry.getValue().text()));
  }
}
