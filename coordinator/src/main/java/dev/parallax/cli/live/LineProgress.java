package dev.parallax.cli.live;

import dev.parallax.model.observation.Observation;
import dev.parallax.report.words.Catalogue;
import dev.parallax.v1.RoundStarted;
import dev.parallax.v1.SweepStarted;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;

/**
 * Prints the progress of a sweep: one line for each round, and one for each vantage that finished
 * it.
 */
public final class LineProgress implements ProgressListener {
  private final ProgressWords words;
  private final Consumer<String> out;
  private final Map<String, Count> counts = new TreeMap<>();
  private int perVantage;

  private record Count(int trials, int failed, int notRun) {
    Count plus(Observation seen) {
      return new Count(
          trials + 1, failed + (seen.failure().isPresent() ? 1 : 0), notRun + (seen.ran() ? 0 : 1));
    }
  }

  public LineProgress(Catalogue catalogue, Consumer<String> out) {
    this.words = new ProgressWords(catalogue);
    this.out = out;
  }

  @Override
  public void load(String line) {
    out.accept(line);
  }

  @Override
  public void started(SweepStarted sweep) {
    sweep.getVantagesList().forEach(vantage -> counts.put(vantage.getName(), new Count(0, 0, 0)));
    out.accept(words.sweep(sweep.getSweepId(), counts.size()));
  }

  @Override
  public void round(RoundStarted round) {
    unfinished();
    counts.replaceAll((vantage, count) -> new Count(0, 0, 0));
    var asked = round.getVantagesCount() > 0 ? round.getVantagesCount() : counts.size();
    perVantage = asked == 0 ? 0 : round.getTrials() / asked;
    out.accept(words.round(round));
  }

  @Override
  public void result(Observation seen) {
    var vantage = seen.key().vantage().name();
    var count = counts.getOrDefault(vantage, new Count(0, 0, 0)).plus(seen);
    counts.put(vantage, count);
    if (count.trials() == perVantage) {
      out.accept("  " + words.all(vantage, count.trials(), count.failed(), count.notRun()));
    }
  }

  @Override
  public void note(String line) {
    out.accept(line);
  }

  @Override
  public void finished() {
    unfinished();
  }

  /** Vantages that reported a part of the planned trials in this round. */
  private void unfinished() {
    List.copyOf(counts.entrySet()).stream()
        .filter(entry -> entry.getValue().trials() > 0 && entry.getValue().trials() < perVantage)
        .forEach(entry -> out.accept("  " + partial(entry.getKey(), entry.getValue())));
  }

  private String partial(String vantage, Count count) {
    return words.partial(vantage, count.trials(), perVantage, count.failed(), count.notRun());
  }
}
