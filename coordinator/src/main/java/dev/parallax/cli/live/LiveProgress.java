package dev.parallax.cli.live;

import dev.parallax.model.observation.Observation;
import dev.parallax.model.vantage.VantageId;
import dev.parallax.report.words.Catalogue;
import dev.parallax.v1.RoundStarted;
import dev.parallax.v1.SweepStarted;
import dev.parallax.wire.Wire;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/**
 * Shows the progress of a sweep on a terminal; rounds and their reasons stay in the scroll-back.
 */
public final class LiveProgress implements ProgressListener {
  private final ProgressWords words;
  private final LiveScreen screen;
  private final Consumer<String> kept;
  private String sweep = "";

  /**
   * @param kept receives the lines that stay, after the board is erased
   */
  public LiveProgress(Catalogue catalogue, LiveScreen screen, Consumer<String> kept) {
    this.words = new ProgressWords(catalogue);
    this.screen = screen;
    this.kept = kept;
  }

  @Override
  public void load(String line) {
    kept.accept(line);
  }

  @Override
  public void started(SweepStarted started) {
    sweep = started.getSweepId();
    kept.accept(words.sweep(sweep, started.getVantagesCount()));
    screen.started(started.getVantagesList().stream().map(Wire::fromProto).toList());
  }

  @Override
  public void round(RoundStarted round) {
    screen.keep(() -> kept.accept(words.round(round)));
    var asked = round.getVantagesList().stream().map(VantageId::new).collect(Collectors.toSet());
    screen.round(words.head(sweep, round), round.getTrials(), asked);
  }

  @Override
  public void result(Observation seen) {
    screen.result(seen);
  }

  @Override
  public void note(String line) {
    screen.keep(() -> kept.accept(line));
  }

  @Override
  public void finished() {
    screen.close();
  }

  @Override
  public void close() {
    screen.close();
  }
}
