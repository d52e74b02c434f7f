package dev.parallax.watch.run;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import dev.parallax.model.failure.Outcome;
import dev.parallax.model.observation.TrialKey;
import dev.parallax.model.plan.Arm;
import dev.parallax.model.verdict.Blame;
import dev.parallax.store.IncidentRecord;
import dev.parallax.sweep.SampleSweep;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A failure at half of the vantages whose sure verdict is below the level of the watch. */
@Timeout(120)
final class ToleratedFailureTest {
  private static final List<String> VANTAGES = List.of("a", "b", "c", "d");
  private static final Set<String> CUT = Set.of("c", "d");

  /** The arms whose ClientHello has the name of the target. */
  private static final Set<Arm> NAMED = Set.of(Arm.BASE, Arm.TLS12, Arm.TLS13, Arm.DELAYED_HELLO);

  @TempDir private Path folder = Path.of("");

  @Test
  void opensNoIncident_alsoNotAsUndecided() throws Exception {
    var file =
        """
        defaults: {level: origin, probability: 0.6, expiry-days: []}
        watches: [{target: x.example}]
        """;
    try (var watches =
        new SimulatedWatches(folder, VANTAGES, List.of("https://ref.test"), this::outcome, file)) {
      watches.minutes(8);
      var store = watches.store();
      var verdict =
          store
              .verdictsOn("https://x.example", Instant.parse("2027-01-01T00:00:00Z"), 1)
              .getFirst()
              .verdicts()
              .verdicts()
              .getFirst();
      assertNotEquals(Blame.INCONCLUSIVE, verdict.blame(), verdict.toString());
      assertNotEquals(Blame.ORIGIN, verdict.blame(), verdict.toString());
      assertEquals(List.<IncidentRecord>of(), store.watches().incidents(10));
    }
  }

  private Outcome outcome(TrialKey key) {
    return CUT.contains(key.vantage().name()) && NAMED.contains(key.arm())
        ? SampleSweep.CUT
        : SampleSweep.OK;
  }
}
