package dev.parallax.evaluate;

import dev.parallax.evaluate.run.Population;
import dev.parallax.pins.VerdictPins;
import java.io.IOException;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** The verdicts on a slice of each population that the evaluation draws change with no name. */
final class PinnedSliceTest {
  private static final long SEED = 4_711;
  private static final int SWEEPS = 30;

  @Test
  void simulatedSweeps_asPinned() throws IOException {
    var pins = new VerdictPins("pins/evaluate.tsv");
    for (var population : List.of(Population.TEST, Population.LEFT_OUT, Population.MORE_NOISE)) {
      IntStream.range(0, SWEEPS)
          .parallel()
          .forEach(
              i ->
                  pins.add(
                      population.word() + "%03d".formatted(i), population.draw(SEED, i).sweep()));
    }
    pins.check();
  }
}
