package dev.parallax.evaluate;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.parallax.evaluate.run.Population;
import dev.parallax.model.sweep.Round;
import dev.parallax.model.sweep.Sweep;
import dev.parallax.sweep.request.SweepLimits;
import java.util.OptionalInt;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Properties of every sweep, for any case: its limits, and that it ends. */
final class LimitsTest {
  private static final long SEED = 20_261;
  private static final int SWEEPS = 40;
  private static final SweepLimits USUAL = SweepLimits.DEFAULT;

  @ParameterizedTest
  @ValueSource(ints = {100, 400, 1_000, 3_000})
  void handshakes_neverMoreThanTheBudget(int budget) {
    for (int index = 0; index < SWEEPS; index++) {
      var sweep = run(index, new SweepLimits(6, OptionalInt.of(budget)));
      assertTrue(handshakes(sweep) <= budget, index + ": " + handshakes(sweep));
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 10})
  void rounds_neverMoreThanAllowed(int rounds) {
    for (int index = 0; index < SWEEPS; index++) {
      var sweep = run(index, new SweepLimits(rounds, OptionalInt.empty()));
      assertTrue(sweep.rounds().size() <= rounds, index + ": " + sweep.rounds());
    }
  }

  @Test
  void sameSweep_sameRounds() {
    for (int index = 0; index < SWEEPS; index++) {
      assertEquals(run(index, USUAL), run(index, USUAL));
    }
  }

  @Test
  void itStopsBeforeTheRoundsAreUsed_mostly() {
    var patient = new SweepLimits(10, OptionalInt.empty());
    var ended =
        IntStream.range(0, SWEEPS).filter(index -> run(index, patient).rounds().size() < 6).count();

    assertTrue(ended >= SWEEPS * 9 / 10, () -> "ended by itself: " + ended);
  }

  @Test
  void asked_isRecordedAndNeverMoreThanTheFleet() {
    for (int index = 0; index < SWEEPS; index++) {
      var sweep = run(index, USUAL);
      for (var round : sweep.rounds()) {
        int asked = round.asked().orElseThrow();
        assertTrue(asked <= sweep.vantages().size(), round::toString);
      }
    }
  }

  private static Sweep run(int index, SweepLimits limits) {
    return Population.TEST.simulation(SEED, index, limits).run();
  }

  private static int handshakes(Sweep sweep) {
    return sweep.rounds().stream().mapToInt(Round::handshakes).sum();
  }
}
