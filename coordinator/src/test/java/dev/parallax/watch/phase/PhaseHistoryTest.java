package dev.parallax.watch.phase;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.parallax.model.vantage.VantageId;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;

final class PhaseHistoryTest {
  private static final Instant START = Instant.parse("2026-11-30T00:00:00Z");

  private Instant at = START;
  private PhaseHistory history = PhaseHistory.EMPTY;

  private void looks(int count, double millis) {
    for (int i = 0; i < count; i++) {
      at = at.plusSeconds(60);
      history = history.with(millis, at);
    }
  }

  @Test
  void withoutTwelveSamples_nothingIsSlow() {
    looks(PhaseHistory.LEAST - 1, 20);
    assertEquals(Optional.empty(), history.baseline());
    assertFalse(history.isSlow());
  }

  @Test
  void threeLooksOutsideTheHistory_areSlow_twoAreNot() {
    looks(30, 20);
    looks(2, 400);
    assertFalse(history.isSlow());
    looks(1, 400);
    assertTrue(history.isSlow());
    assertEquals(20, history.baseline().orElseThrow().median());
    assertEquals(400, history.now().orElseThrow());
    looks(1, 20);
    assertFalse(history.isSlow());
  }

  @Test
  void aTimeThatStays_becomesTheBaselineInHalfADay() {
    looks(24 * 60, 20);
    looks(60, 400);
    assertTrue(history.isSlow());
    looks(13 * 60, 400);
    assertFalse(history.isSlow());
    assertTrue(history.samples().size() <= PhaseHistory.MOST);
  }

  /** Of exponential times with a median of 20 ms, a day of looks each minute. */
  @Test
  void timesThatVaryMuch_areSeldomSlow() {
    var random = new Random(7);
    int slow = 0;
    for (int i = 0; i < 24 * 60; i++) {
      looks(1, 10 + 14 * -Math.log(1 - random.nextDouble()));
      slow += history.isSlow() ? 1 : 0;
    }
    assertTrue(slow <= 2, "slow " + slow);
  }

  @Test
  void aBook_namesTheVantageAndThePhase() {
    var one = new VantageId("a");
    var two = new VantageId("b");
    var book = PhaseBook.EMPTY;
    for (int i = 0; i < 40; i++) {
      double tls = i < 37 ? 50 : 900;
      book =
          book.with(
              new PhaseTimes(
                  START.plus(Duration.ofMinutes(i)),
                  Map.of(
                      one, Map.of(TimedStep.TCP, 10.0, TimedStep.TLS, 50.0),
                      two, Map.of(TimedStep.TCP, 10.0, TimedStep.TLS, tls))));
    }
    assertEquals(List.of(new PhaseBook.SlowPhase(two, TimedStep.TLS, 900, 50)), book.slow());
  }
}
