package dev.parallax.watch.incident;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.parallax.model.value.SweepId;
import dev.parallax.model.vantage.VantageId;
import dev.parallax.model.verdict.Blame;
import dev.parallax.model.verdict.Scope;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** The share of time without an incident, and who was to blame for the rest. */
final class AvailabilityTest {
  private static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");
  private static final Instant END = NOON.plus(Duration.ofMinutes(10_000));

  private static Incident incident(Blame blame, int from, int to) {
    var finding =
        new Finding(
            blame, "P1", Scope.Attribute.NETWORK, "AS64500", 0.97, List.of(new VantageId("a")));
    var since = NOON.plus(Duration.ofMinutes(from));
    var closed =
        to < 0 ? Optional.<Instant>empty() : Optional.of(NOON.plus(Duration.ofMinutes(to)));
    return new Incident("i" + from, "a", finding, new SweepId("s1"), since, since, closed);
  }

  @Test
  void eachBlameHasItsShare_andTheSumIsWhole() {
    var availability =
        Availability.of(
            List.of(incident(Blame.PATH, 50, 55), incident(Blame.ORIGIN, 10, 12)), NOON, END);
    assertEquals(99.93, availability.percent());
    assertEquals(Map.of(Blame.ORIGIN, 0.02, Blame.PATH, 0.05), availability.lostPercent());
  }

  @Test
  void onlyTheTimeWithinCounts_andAnOpenIncidentLastsToTheEnd() {
    var availability =
        Availability.of(
            List.of(incident(Blame.PATH, -500, 100), incident(Blame.REGION, 9_900, -1)), NOON, END);
    assertEquals(98, availability.percent());
    assertEquals(Map.of(Blame.REGION, 1.0, Blame.PATH, 1.0), availability.lostPercent());
    assertEquals(100, Availability.of(List.of(incident(Blame.PATH, -9, -1)), END, END).percent());
  }

  @Test
  void aLossIsNeverHidden_andNothingIsBelowZero() {
    var brief =
        Availability.of(List.of(incident(Blame.PATH, 0, 1)), NOON, END.plusSeconds(9_999_999));
    assertEquals(99.99, brief.percent());
    var whole =
        Availability.of(
            List.of(incident(Blame.PATH, 0, 9_999), incident(Blame.ORIGIN, 9_999, -1)), NOON, END);
    assertEquals(0, whole.percent());
    assertEquals(100, Availability.of(List.of(), NOON, NOON).percent());
  }
}
