package dev.parallax.watch.incident;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.parallax.model.value.SweepId;
import dev.parallax.model.vantage.VantageId;
import dev.parallax.model.verdict.Blame;
import dev.parallax.model.verdict.Scope;
import dev.parallax.watch.incident.Notice.Kind;
import dev.parallax.watch.incident.WatchEvent.Healthy;
import dev.parallax.watch.incident.WatchEvent.Lasting;
import dev.parallax.watch.incident.WatchEvent.SweepJudged;
import dev.parallax.watch.incident.WatchEvent.Tick;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** When incidents open, change, close, and when nobody is told. */
public final class IncidentMachineTest {
  private static final String TARGET = "https://shop.example";
  private static final Instant START = Instant.parse("2026-03-01T12:00:00Z");
  private static final SweepId SWEEP = new SweepId("20260301-120000-test");
  private static final VantageId A = new VantageId("a");
  private static final VantageId B = new VantageId("b");

  private TargetState state = TargetState.NEW;
  private Instant now = START;
  private boolean muted;

  private List<Kind> on(WatchEvent event) {
    var moved = IncidentMachine.next(TARGET, state, event, muted);
    state = moved.state();
    return moved.notices().stream().map(Notice::kind).toList();
  }

  private Instant after(Duration pause) {
    now = now.plus(pause);
    return now;
  }

  private List<Kind> healthy() {
    return on(new Healthy(after(Duration.ofSeconds(60))));
  }

  private List<Kind> lasting(VantageId... failing) {
    return on(new Lasting(after(Duration.ofSeconds(60)), Set.of(failing), 4, Optional.empty()));
  }

  private List<Kind> overdue(int answered, VantageId... failing) {
    return on(
        new Lasting(after(Duration.ofSeconds(60)), Set.of(failing), answered, Optional.of(SWEEP)));
  }

  private List<Kind> judged(Finding finding, int answered) {
    return on(
        new SweepJudged(
            after(Duration.ofSeconds(20)),
            SWEEP,
            Optional.of(finding),
            answered,
            Set.copyOf(finding.affected())));
  }

  private List<Kind> undecided(int answered, VantageId... failing) {
    return on(
        new SweepJudged(
            after(Duration.ofSeconds(20)), SWEEP, Optional.empty(), answered, Set.of(failing)));
  }

  private static Finding path(VantageId... affected) {
    return finding(Blame.PATH, "P1", "AS64500", affected);
  }

  private static Finding finding(Blame blame, String cause, String value, VantageId... affected) {
    return new Finding(blame, cause, Scope.Attribute.NETWORK, value, 0.97, List.of(affected));
  }

  @Test
  void halfOfTheVantagesAgree_opensAtOnce_withTheFirstFailureAsItsBeginning() {
    assertEquals(List.of(), lasting(A, B));
    assertEquals(List.of(Kind.OPENED), judged(path(A, B), 4));
    var open = state.open().orElseThrow();
    assertEquals(START.plusSeconds(60), open.since());
    assertEquals(START.plusSeconds(80), open.openedAt());
  }

  @Test
  void fewerVantages_openWhenTheFailureLasts() {
    lasting(A);
    assertEquals(List.of(), judged(path(A), 8));
    assertEquals(List.of(), lasting(B), "another vantage confirms nothing");
    assertEquals(List.of(Kind.OPENED), lasting(A));
  }

  @Test
  void fewerVantages_openWhenTheVerdictIsRepeated() {
    assertEquals(List.of(), judged(path(A), 8));
    assertEquals(List.of(Kind.OPENED), judged(path(A), 8));
  }

  @Test
  void aChanceVerdictIsForgottenByAHealthyLook() {
    assertEquals(List.of(), judged(path(A), 8));
    healthy();
    assertEquals(List.of(), lasting(A));
    assertEquals(List.of(), judged(path(A), 8));
  }

  @Test
  void twoHealthyLooksClose_oneDoesNot() {
    judged(path(A, B), 4);
    assertEquals(List.of(), healthy());
    assertEquals(List.of(), lasting(A));
    assertEquals(List.of(), healthy());
    assertEquals(List.of(Kind.CLOSED), healthy());
    assertEquals(List.of(), healthy());
    assertEquals(Optional.of(now.minusSeconds(60)), state.incident().orElseThrow().closedAt());
  }

  @Test
  void anotherVerdictChangesTheIncident_theSameDoesNot() {
    judged(path(A, B), 4);
    var id = state.open().orElseThrow().id();
    assertEquals(List.of(), judged(path(A, B), 4));
    assertEquals(List.of(Kind.CHANGED), judged(finding(Blame.ORIGIN, "O1", "", A, B), 4));
    assertEquals(id, state.open().orElseThrow().id());
    assertEquals(Blame.ORIGIN, state.open().orElseThrow().finding().blame());
  }

  @Test
  void theSameWithinHalfAnHourIsReopened_laterIsNew() {
    judged(path(A, B), 4);
    var id = state.open().orElseThrow().id();
    healthy();
    healthy();
    now = now.plus(Duration.ofMinutes(20));
    assertEquals(List.of(Kind.REOPENED), judged(path(A, B), 4));
    assertEquals(id, state.open().orElseThrow().id());
    healthy();
    assertEquals(List.of(Kind.FLAPPING), healthy());
    now = now.plus(Duration.ofMinutes(40));
    assertEquals(List.of(Kind.CLOSED), on(new Tick(now)));
    assertEquals(List.of(Kind.OPENED), judged(path(A, B), 4));
    assertTrue(!id.equals(state.open().orElseThrow().id()));
  }

  @Test
  void whatFlapsIsReportedOnce_andAgainWhenItIsStable() {
    var told = new ArrayList<Kind>();
    for (int i = 0; i < 10; i++) {
      told.addAll(judged(path(A, B), 4));
      told.addAll(healthy());
      told.addAll(healthy());
    }
    assertEquals(List.of(Kind.OPENED, Kind.CLOSED, Kind.REOPENED, Kind.FLAPPING), told);
    assertEquals(List.of(), on(new Tick(after(Duration.ofMinutes(29)))));
    assertEquals(List.of(Kind.CLOSED), on(new Tick(after(Duration.ofMinutes(2)))));
  }

  @Test
  void maintenanceHoldsOpeningBack_andNotClosing() {
    muted = true;
    assertEquals(List.of(), judged(path(A, B), 4));
    assertEquals(List.of(), lasting(A, B));
    assertTrue(state.open().isEmpty());
    muted = false;
    assertEquals(List.of(Kind.OPENED), lasting(A, B), "the failure outlasts the maintenance");
    muted = true;
    assertEquals(List.of(), judged(finding(Blame.ORIGIN, "O1", "", A, B), 4));
    healthy();
    assertEquals(List.of(Kind.CLOSED), healthy());
  }

  @Test
  void whatIsRepairedDuringMaintenanceIsNeverReported() {
    muted = true;
    judged(path(A, B), 4);
    healthy();
    muted = false;
    assertEquals(List.of(), lasting(A));
  }

  @Test
  void aFailureAtHalfOfTheVantagesWithoutASureVerdictOpensAtOnce_andTheVerdictUpdatesIt() {
    lasting(A, B);
    assertEquals(List.of(Kind.OPENED), undecided(4, A, B));
    var open = state.open().orElseThrow();
    assertEquals(Blame.INCONCLUSIVE, open.finding().blame());
    assertEquals(List.of(A, B), open.finding().affected());
    assertEquals(List.of(), undecided(2, A));
    assertEquals(List.of(A), state.open().orElseThrow().finding().affected());
    assertEquals(List.of(Kind.CHANGED), judged(path(A, B), 4));
    assertEquals(open.id(), state.open().orElseThrow().id());
    assertEquals(List.of(), undecided(4, A, B), "a vague verdict takes nothing back");
    assertEquals(Blame.PATH, state.open().orElseThrow().finding().blame());
  }

  @Test
  void aSingleVantageWithoutASureVerdict_opensAtTheSecondSweep() {
    assertEquals(List.of(), undecided(1, A));
    assertEquals(List.of(Kind.OPENED), undecided(1, A));
  }

  @Test
  void aFailureAtHalfOfTheVantages_opensWithoutAVerdictThatIsNotNear() {
    assertEquals(List.of(), lasting(A, B), "the verdict of a sweep is near");
    assertEquals(List.of(), overdue(5, A, B), "fewer than half");
    assertEquals(List.of(), overdue(1, A), "a single vantage");
    assertEquals(List.of(Kind.OPENED), overdue(4, A, B));
    assertEquals(List.of(), overdue(4, A, B));
    assertEquals(List.of(Kind.CHANGED), judged(path(A, B), 4));
    assertEquals(List.of(), overdue(4, A, B));
    assertEquals(Blame.PATH, state.open().orElseThrow().finding().blame());
  }

  @Test
  void maintenanceHoldsAnUndecidedFailureBack_untilHalfOfTheVantagesFailAfterIt() {
    muted = true;
    assertEquals(List.of(), undecided(4, A, B));
    assertEquals(List.of(), overdue(4, A, B));
    muted = false;
    assertEquals(List.of(), lasting(A), "one of four vantages");
    assertEquals(List.of(Kind.OPENED), lasting(A, B));
  }

  @Test
  void twoFaultsInAnHour_areNoFlapping() {
    var told = new ArrayList<Kind>();
    for (var cause : List.of("O1", "O3")) {
      told.addAll(judged(finding(Blame.ORIGIN, cause, "", A, B), 4));
      told.addAll(healthy());
      told.addAll(healthy());
    }
    assertEquals(List.of(Kind.OPENED, Kind.CLOSED, Kind.OPENED, Kind.CLOSED), told);
  }

  @Test
  void causesThatAlternate_flapAsWell() {
    var told = new ArrayList<Kind>();
    for (int i = 0; i < 6; i++) {
      told.addAll(judged(finding(Blame.ORIGIN, i % 2 == 0 ? "O1" : "O3", "", A, B), 4));
      told.addAll(healthy());
      told.addAll(healthy());
    }
    assertEquals(6, told.size());
    assertEquals(Kind.FLAPPING, told.getLast());
  }

  @Test
  void aFailureAtFewVantagesWithoutASureVerdictOpensNothing() {
    for (int i = 0; i < 5; i++) {
      assertEquals(List.of(), undecided(8, A));
      assertEquals(List.of(), lasting(A));
    }
  }

  /** For any sequence of events. */
  @Test
  void invariants() {
    for (int seed = 0; seed < 300; seed++) {
      var random = new Random(seed);
      state = TargetState.NEW;
      now = START;
      muted = false;
      int healthyRunning = 0;
      var openByNotices = false;
      var flapping = false;
      var told = new ArrayList<Instant>();
      for (int i = 0; i < 200; i++) {
        muted = random.nextInt(10) == 0 ? !muted : muted;
        int dice = random.nextInt(7);
        var kinds =
            switch (dice) {
              case 0, 1 -> healthy();
              case 2 -> lasting(A);
              case 3 -> judged(path(A, B), 4);
              case 4 -> judged(finding(Blame.ORIGIN, "O1", "", A), 8);
              case 5 -> overdue(4, A, B);
              default -> undecided(4, A, B);
            };
        healthyRunning = dice < 2 ? healthyRunning + 1 : 0;
        assertTrue(kinds.size() <= 2, kinds.toString());
        for (var kind : kinds) {
          told.add(now);
          switch (kind) {
            case OPENED, REOPENED -> {
              assertTrue(!muted && !openByNotices, "seed " + seed + " step " + i + " " + kind);
              openByNotices = true;
            }
            case CHANGED -> openByNotices = true;
            case CLOSED, ENDED -> openByNotices = false;
            case FLAPPING -> flapping = true;
          }
        }
        if (state.flapping() != flapping) {
          flapping = state.flapping();
        }
        assertTrue(healthyRunning < 2 || state.open().isEmpty(), "closing is never suppressed");
        if (!flapping) {
          assertEquals(openByNotices, state.open().isPresent(), "seed " + seed + " step " + i);
        } else {
          openByNotices = state.open().isPresent();
        }
        var hour = now.minus(Duration.ofHours(1));
        told.removeIf(at -> at.isBefore(hour));
        assertTrue(told.size() <= 10, "messages in an hour: " + told.size());
      }
    }
  }

  @Test
  void theEndOfAWatch_closesItsIncident_alsoWhileItFlaps_andForgetsTheFailure() {
    lasting(A);
    judged(finding(Blame.ORIGIN, "O1", "", A, B), 2);
    assertTrue(state.open().isPresent());
    assertEquals(List.of(Kind.ENDED), on(new WatchEvent.Ended(after(Duration.ofSeconds(1)))));
    assertEquals(Optional.empty(), state.open());
    assertEquals(Optional.empty(), state.failingSince());
    assertEquals(List.of(), on(new WatchEvent.Ended(after(Duration.ofSeconds(1)))));
  }
}
