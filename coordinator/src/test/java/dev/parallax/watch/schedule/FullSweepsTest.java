package dev.parallax.watch.schedule;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.parallax.model.value.SweepId;
import dev.parallax.model.vantage.VantageId;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** The pause between full sweeps, and verdicts that are overdue. */
final class FullSweepsTest {
  private static final String TARGET = "https://shop.example";
  private static final SweepId SWEEP = new SweepId("20260301-120000-test");
  private static final long START = Long.MAX_VALUE - 1;

  private final FullSweeps sweeps = new FullSweeps();

  private static long after(int seconds) {
    return START + Duration.ofSeconds(seconds).toNanos();
  }

  @Test
  void aTargetHasOneSweepInFiveMinutes_alsoWhenItsStartIsRefused() {
    assertTrue(sweeps.mayStart(TARGET, START));
    sweeps.attempted(TARGET, START);
    assertFalse(sweeps.mayStart(TARGET, after(299)));
    assertTrue(sweeps.mayStart("https://other.example", after(299)));
    assertTrue(sweeps.mayStart(TARGET, after(300)));
    assertEquals(Optional.empty(), sweeps.overdue(TARGET, after(100)));
  }

  @Test
  void aVerdictIsOverdueAfter30s_andAfterItsSweepUntilTheNextMayStart() {
    assertEquals(Optional.empty(), sweeps.overdue(TARGET, START));
    sweeps.attempted(TARGET, START);
    sweeps.started(TARGET, SWEEP);
    assertEquals(Optional.empty(), sweeps.overdue(TARGET, after(29)));
    assertEquals(Optional.of(SWEEP), sweeps.overdue(TARGET, after(30)));
    sweeps.judged(TARGET, Set.of());
    assertEquals(Optional.of(SWEEP), sweeps.overdue(TARGET, after(10)));
    assertEquals(Optional.empty(), sweeps.overdue(TARGET, after(300)));
  }

  @Test
  void aVerdictBelowTheLevelExplainsTheFailure_untilTheTargetIsHealthy() {
    var vantages = Set.of(new VantageId("a"));
    sweeps.attempted(TARGET, START);
    sweeps.started(TARGET, SWEEP);
    sweeps.judged(TARGET, vantages);
    assertEquals(vantages, sweeps.tolerated(TARGET));
    sweeps.healthy(TARGET);
    assertEquals(Set.of(), sweeps.tolerated(TARGET));
  }
}
