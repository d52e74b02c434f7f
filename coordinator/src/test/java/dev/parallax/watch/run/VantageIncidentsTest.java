package dev.parallax.watch.run;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.parallax.model.failure.Outcome;
import dev.parallax.model.observation.TrialKey;
import dev.parallax.model.vantage.VantageId;
import dev.parallax.model.verdict.Blame;
import dev.parallax.store.IncidentRecord;
import dev.parallax.store.Store;
import dev.parallax.sweep.SampleSweep;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** One vantage whose connections all fail: a real store, real sweeps and verdicts. */
@Timeout(60)
final class VantageIncidentsTest {
  private static final List<String> VANTAGES = List.of("a", "b", "c", "d", "e", "f");
  private static final List<String> REFERENCES =
      List.of("https://one.test", "https://two.test", "https://three.test");
  private static final String SICK = "e";

  @TempDir private Path folder = Path.of("");
  private volatile boolean down;

  @Test
  void aVantageWithoutAnUplink_isOneIncidentOfTheVantage_closedWhenItIsWell() throws Exception {
    watched(
        "vantage",
        watches -> {
          watches.minutes(3);
          assertEquals(List.of(), watches.store().watches().incidents(10));
          down = true;
          watches.minutes(4);
          var opened = watches.store().watches().incidents(10);
          assertEquals(1, opened.size(), verdicts(watches.store()));
          assertEquals("vantage e", opened.getFirst().target());
          var incident = PastIncident.of(opened.getFirst()).incident().orElseThrow();
          assertEquals(Blame.VANTAGE, incident.finding().blame());
          assertEquals(List.of(new VantageId(SICK)), incident.finding().affected());
          assertEquals(1, watches.store().sweeps(10).size(), "one full sweep names the cause");
          down = false;
          watches.minutes(4);
          var closed = watches.store().watches().incidents(10);
          assertEquals(1, closed.size());
          assertTrue(closed.getFirst().closedAt().isPresent());
        });
  }

  @Test
  void theIncidentOfAVantageThatIsRemovedFromTheFleet_isClosed() throws Exception {
    watched(
        "vantage",
        watches -> {
          watches.minutes(3);
          down = true;
          watches.minutes(4);
          assertEquals(1, watches.store().watches().incidents(10).size());
          watches.remove(SICK);
          watches.minutes(2);
          var closed = watches.store().watches().incidents(10);
          assertEquals(1, closed.size());
          assertTrue(closed.getFirst().closedAt().isPresent());
        });
  }

  @Test
  void withTheUsualLevel_aFaultOfAVantageOpensNothing() throws Exception {
    watched(
        "path",
        watches -> {
          down = true;
          watches.minutes(6);
          assertEquals(List.<IncidentRecord>of(), watches.store().watches().incidents(10));
        });
  }

  /** What happens while watches run. */
  @FunctionalInterface
  private interface Story {
    void run(SimulatedWatches watches);
  }

  private void watched(String level, Story story) throws Exception {
    var file =
        """
        defaults: {level: %s, expiry-days: []}
        watches: [{target: x.example}, {target: y.example}]
        """
            .formatted(level);
    try (var watches = new SimulatedWatches(folder, VANTAGES, REFERENCES, this::outcome, file)) {
      story.run(watches);
    }
  }

  private Outcome outcome(TrialKey key) {
    return down && key.vantage().name().equals(SICK) ? SampleSweep.NO_CONNECT : SampleSweep.OK;
  }

  private static String verdicts(Store store) {
    return store
        .verdictsOn("https://x.example", Instant.parse("2027-01-01T00:00:00Z"), 10)
        .toString();
  }
}
