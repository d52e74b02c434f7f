package dev.parallax.watch.run;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.parallax.model.value.SweepId;
import dev.parallax.model.vantage.VantageId;
import dev.parallax.model.verdict.Blame;
import dev.parallax.model.verdict.Scope;
import dev.parallax.watch.incident.Finding;
import dev.parallax.watch.incident.Incident;
import dev.parallax.watch.incident.TargetState;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** A state survives the store. */
final class StateJsonTest {
  private static final Instant NOON = Instant.parse("2026-03-01T12:00:00.123Z");
  private static final SweepId SWEEP = new SweepId("20260301-120000-test");

  @Test
  void roundTrip() {
    var finding =
        new Finding(
            Blame.PATH,
            "P1",
            Scope.Attribute.NETWORK,
            "AS \"64500\"",
            0.97,
            List.of(new VantageId("a"), new VantageId("b")));
    var full =
        new TargetState(
            Optional.of(NOON),
            Optional.of(new TargetState.Pending(finding, SWEEP, true)),
            Optional.of(
                new Incident(
                    "x-1", "https://a.example", finding, SWEEP, NOON, NOON, Optional.of(NOON))),
            1,
            List.of(NOON, NOON.plusSeconds(5)),
            true);
    assertEquals(full, StateJson.read(StateJson.write(full)));
    assertEquals(TargetState.NEW, StateJson.read(StateJson.write(TargetState.NEW)));
  }

  @Test
  void nonsenseIsRefused() {
    assertThrows(IllegalArgumentException.class, () -> StateJson.read("{"));
  }
}
