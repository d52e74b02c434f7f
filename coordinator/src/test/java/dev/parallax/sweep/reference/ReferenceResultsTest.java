package dev.parallax.sweep.reference;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.parallax.model.failure.NotRunReason;
import dev.parallax.model.failure.Outcome;
import dev.parallax.model.observation.Observation;
import dev.parallax.model.observation.Steps;
import dev.parallax.model.observation.TrialKey;
import dev.parallax.model.plan.Arm;
import dev.parallax.model.sweep.Coverage;
import dev.parallax.model.sweep.Sweep;
import dev.parallax.model.sweep.TargetResults;
import dev.parallax.model.vantage.VantageId;
import dev.parallax.sweep.SampleSweep;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

final class ReferenceResultsTest {
  private static final String IANA = "https://www.iana.org";
  private static final Outcome NOT_RUN = new Outcome.NotRun(NotRunReason.REFUSED_BY_POLICY, "");

  private final ReferenceResults results = new ReferenceResults();

  @Test
  void lineNamesTheVantagesAtWhichTheSiteFails() {
    results.add(
        sweep(
            0,
            seen("eu-1", IANA, SampleSweep.OK),
            seen("eu-1", IANA, 2, SampleSweep.NO_CONNECT),
            seen("cn-1", IANA, SampleSweep.NO_CONNECT),
            seen("cn-1", IANA, 2, SampleSweep.NO_CONNECT)));
    assertEquals(
        List.of(IANA + ": passes at 1 of 2 vantages; fails at cn-1 (connect_timeout)"),
        results.lines());
  }

  @Test
  void laterSweepReplacesAnEarlierOne_inAnyOrderOfReading() {
    results.add(sweep(60, seen("eu-1", IANA, SampleSweep.OK)));
    results.add(sweep(0, seen("eu-1", IANA, SampleSweep.CUT)));
    assertEquals(List.of(IANA + ": passes at 1 of 1 vantages"), results.lines());
  }

  @Test
  void trialThatDidNotRun_isNoResult() {
    results.add(sweep(0, seen("eu-1", IANA, NOT_RUN)));
    assertTrue(results.sites().isEmpty());
  }

  @Test
  void hostileSites_areBoundedAndPrintable() {
    for (int i = 0; i < 200; i++) {
      results.add(sweep(0, seen("eu-1", "https://r" + i + ".example/\u001b[31m", SampleSweep.OK)));
    }
    assertEquals(64, results.sites().size());
    results.lines().forEach(line -> assertFalse(line.contains("\u001b"), line));
  }

  @Test
  void manyFailingVantages_areCounted() {
    var seen = new ArrayList<Observation>();
    for (int i = 0; i < 15; i++) {
      seen.add(seen("v" + i, IANA, SampleSweep.CUT));
    }
    results.add(sweep(0, seen.toArray(Observation[]::new)));
    assertTrue(results.lines().getFirst().endsWith(" and 12 more"), results.lines()::toString);
  }

  private static Observation seen(String vantage, String site, Outcome outcome) {
    return seen(vantage, site, 1, outcome);
  }

  private static Observation seen(String vantage, String site, int trial, Outcome outcome) {
    var key =
        new TrialKey(
            SampleSweep.ID,
            1,
            SampleSweep.SHOP.name(),
            new VantageId(vantage),
            Arm.REFERENCE,
            site,
            Optional.empty(),
            trial);
    return new Observation(key, SampleSweep.HASH, outcome, Steps.NONE);
  }

  private static Sweep sweep(int seconds, Observation... seen) {
    Instant start = SampleSweep.NOON.plusSeconds(seconds);
    return new Sweep(
        SampleSweep.ID,
        start,
        Duration.ofSeconds(3),
        false,
        List.of(),
        List.of(),
        new Coverage(0, 0, List.of()),
        List.of(new TargetResults(SampleSweep.SHOP, Map.of(), List.of(seen))),
        List.of());
  }
}
