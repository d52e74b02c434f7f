package dev.parallax.watch.run;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.parallax.model.failure.Outcome;
import dev.parallax.model.observation.TrialKey;
import dev.parallax.model.plan.Arm;
import dev.parallax.sweep.SampleSweep;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Watches while the wall clock of the coordinator jumps. */
@Timeout(120)
final class ClockJumpTest {
  private static final List<String> VANTAGES = List.of("a", "b", "c", "d");
  private static final String FILE = "watches: [{target: x.example, expiry-days: []}]\n";

  @TempDir private Path folder = Path.of("");
  private volatile boolean broken;

  @ParameterizedTest
  @ValueSource(strings = {"P2D", "-P2D"})
  void aFaultIsOneIncident_openedAndClosed_andAJumpOpensNone(String jump) throws Exception {
    try (var watches =
        new SimulatedWatches(folder, VANTAGES, List.of("https://ref.test"), this::outcome, FILE)) {
      var store = watches.store().watches();
      watches.minutes(3);
      watches.jump(Duration.parse(jump));
      watches.minutes(3);
      assertEquals(List.of(), store.incidents(10));
      broken = true;
      watches.minutes(2);
      assertEquals(1, store.incidents(10).size());
      watches.jump(Duration.parse(jump));
      watches.minutes(2);
      assertEquals(1, store.incidents(10).size());
      assertTrue(store.incidents(10).getFirst().closedAt().isEmpty());
      broken = false;
      watches.jump(Duration.parse(jump).negated());
      watches.minutes(3);
      assertEquals(1, store.incidents(10).size());
      assertTrue(store.incidents(10).getFirst().closedAt().isPresent());
    }
  }

  private Outcome outcome(TrialKey key) {
    return broken && key.target().contains("x.example") && key.arm() == Arm.BASE
        ? SampleSweep.CUT
        : SampleSweep.OK;
  }
}
