package dev.parallax.watch.incident;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.parallax.model.value.SweepId;
import dev.parallax.model.verdict.Blame;
import dev.parallax.model.verdict.TargetVerdicts;
import dev.parallax.report.FailOn;
import dev.parallax.report.Fixture;
import dev.parallax.watch.incident.Notice.Kind;
import dev.parallax.watch.incident.VerdictReplay.JudgedSweep;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;

/** Stored verdicts in, the messages of their incidents out. */
final class VerdictReplayTest {
  private static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");
  private static final int PAUSE_SECONDS = 300;

  private static List<JudgedSweep> past(Blame... blames) {
    var past = new ArrayList<JudgedSweep>();
    for (var blame : blames) {
      var at = NOON.plusSeconds((long) PAUSE_SECONDS * past.size());
      var verdicts = new TargetVerdicts(Fixture.SHOP, List.of(Fixture.blaming(blame)));
      past.add(new JudgedSweep(new SweepId("s" + past.size()), at, verdicts, 100));
    }
    return past;
  }

  private static List<Kind> kinds(List<JudgedSweep> past, Predicate<Instant> muted) {
    return VerdictReplay.of(Fixture.SHOP.name(), past, FailOn.PATH, 0.5, muted).stream()
        .map(sent -> sent.notice().kind())
        .toList();
  }

  @Test
  void anIncidentOpensAndIsClosed_atTheTimesOfItsSweeps() {
    var past = past(Blame.HEALTHY, Blame.ORIGIN, Blame.ORIGIN, Blame.HEALTHY, Blame.HEALTHY);
    var sent = VerdictReplay.of(Fixture.SHOP.name(), past, FailOn.PATH, 0.5, at -> false);
    assertEquals(
        List.of(Kind.OPENED, Kind.CLOSED), sent.stream().map(one -> one.notice().kind()).toList());
    assertEquals(NOON.plusSeconds(2 * PAUSE_SECONDS), sent.getFirst().at());
    assertEquals("s2", sent.getFirst().notice().incident().sweep().value());
    assertEquals(NOON.plusSeconds(4 * PAUSE_SECONDS), sent.getLast().at());
  }

  @Test
  void oneFaultAloneSendsNothing_andMaintenanceHoldsOpeningsBack() {
    assertEquals(List.of(), kinds(past(Blame.HEALTHY, Blame.ORIGIN, Blame.HEALTHY), at -> false));
    assertEquals(List.of(), kinds(past(Blame.ORIGIN, Blame.ORIGIN), at -> true));
    assertEquals(List.of(), kinds(List.of(), at -> false));
  }
}
