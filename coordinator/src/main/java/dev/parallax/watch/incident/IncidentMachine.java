package dev.parallax.watch.incident;

import dev.parallax.model.vantage.VantageId;
import dev.parallax.watch.incident.Notice.Kind;
import dev.parallax.watch.incident.TargetState.Pending;
import dev.parallax.watch.incident.WatchEvent.Ended;
import dev.parallax.watch.incident.WatchEvent.Healthy;
import dev.parallax.watch.incident.WatchEvent.Lasting;
import dev.parallax.watch.incident.WatchEvent.SweepJudged;
import dev.parallax.watch.incident.WatchEvent.Tick;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * The incidents of one target. Pure: the same state and event always give the same transition.
 * {@code RATIONALE.md} gives the reasons of the rules.
 */
public final class IncidentMachine {
  private static final int HEALTHY_LOOKS = 2;
  private static final Duration REOPEN = Duration.ofMinutes(30);
  private static final Duration FLAP_WINDOW = Duration.ofHours(1);
  private static final int FLAP_CHANGES = 4;

  /** Of all incidents of a target, so that causes that alternate are quiet as well. */
  private static final int FLAP_CHANGES_OF_TARGET = 6;

  private static final Duration STABLE = Duration.ofMinutes(30);

  private final String target;
  private final boolean muted;

  private IncidentMachine(String target, boolean muted) {
    this.target = target;
    this.muted = muted;
  }

  /** The state after an event, and the notice for the receivers. */
  public record Transition(TargetState state, List<Notice> notices) {
    public Transition {
      notices = List.copyOf(notices);
    }

    private static Transition quiet(TargetState state) {
      return new Transition(state, List.of());
    }
  }

  /**
   * The transition of an event.
   *
   * @param muted whether maintenance, a silence or a sick observer keeps incidents from being
   *     opened; they are closed all the same
   */
  public static Transition next(String target, TargetState state, WatchEvent event, boolean muted) {
    var machine = new IncidentMachine(target, muted);
    var moved =
        switch (event) {
          case Healthy healthy -> machine.healthy(state, healthy.at());
          case Lasting lasting -> machine.lasting(state.failing(lasting.at()), lasting);
          case SweepJudged judged -> machine.judged(state.failing(judged.at()), judged);
          case Ended ended -> ended(state, ended.at());
          case Tick _ -> Transition.quiet(state);
        };
    return stable(moved, event.at());
  }

  private Transition healthy(TargetState state, Instant at) {
    int count = Math.min(HEALTHY_LOOKS, state.healthy() + 1);
    var calmer = state.healthy(count);
    return state
        .open()
        .filter(open -> count >= HEALTHY_LOOKS)
        .map(open -> changed(calmer, Kind.CLOSED, open.closed(at), at))
        .orElse(Transition.quiet(calmer));
  }

  private static Transition ended(TargetState state, Instant at) {
    var unwatched = state.unwatched();
    return state
        .open()
        .map(open -> open.closed(at))
        .map(
            closed ->
                new Transition(unwatched.with(closed), List.of(new Notice(Kind.ENDED, closed))))
        .orElse(Transition.quiet(unwatched));
  }

  private Transition lasting(TargetState state, Lasting event) {
    return state
        .pending()
        .filter(pending -> isConfirmed(pending, event))
        .or(() -> overdue(state, event))
        .map(pending -> open(state, pending, event.at()))
        .orElse(Transition.quiet(state));
  }

  /** The failure of a pending finding goes on. */
  private static boolean isConfirmed(Pending pending, Lasting event) {
    if (!pending.finding().isDecided()) {
      return pending.confirmed() && isHalf(event.failing(), event.answered());
    }
    return pending.confirmed()
        || pending.finding().affected().stream().anyMatch(event.failing()::contains);
  }

  /** A failure at half of the vantages does not wait for a verdict that is not near. */
  private static Optional<Pending> overdue(TargetState state, Lasting event) {
    return event
        .overdue()
        .filter(sweep -> state.open().isEmpty())
        .filter(sweep -> areSeveral(event.failing(), event.answered()))
        .map(sweep -> new Pending(undecided(event.failing()), sweep, false));
  }

  private Transition judged(TargetState state, SweepJudged event) {
    var finding = event.finding().or(() -> undecided(event));
    if (finding.isEmpty()) {
      return Transition.quiet(state);
    }
    var found = new Pending(finding.get(), event.sweep(), false);
    var open = state.open();
    if (open.isPresent()) {
      return update(state, open.get(), found, event.at());
    }
    var twice =
        state.pending().filter(before -> before.finding().isSame(found.finding())).isPresent();
    return twice || isAgreed(found.finding(), event)
        ? open(state, found, event.at())
        : Transition.quiet(state.with(found));
  }

  private static Optional<Finding> undecided(SweepJudged event) {
    return isHalf(event.failing(), event.answered())
        ? Optional.of(undecided(event.failing()))
        : Optional.empty();
  }

  private static Finding undecided(Set<VantageId> failing) {
    return Finding.undecided(failing.stream().sorted().toList());
  }

  private static boolean isHalf(Collection<VantageId> failing, int answered) {
    return !failing.isEmpty() && 2 * failing.size() >= answered;
  }

  /** Half of the vantages, and not a single vantage. */
  private static boolean areSeveral(Collection<VantageId> failing, int answered) {
    return failing.size() > 1 && isHalf(failing, answered);
  }

  /** At least half of the vantages that answered show the fault. */
  private static boolean isAgreed(Finding finding, SweepJudged event) {
    return finding.isDecided()
        ? event.answered() > 1 && isHalf(finding.affected(), event.answered())
        : areSeveral(finding.affected(), event.answered());
  }

  private Transition update(TargetState state, Incident open, Pending found, Instant at) {
    if (open.finding().isDecided() && !found.finding().isDecided()) {
      return Transition.quiet(state.with(open)); // A vague verdict takes nothing back.
    }
    if (open.finding().isSame(found.finding())) {
      return Transition.quiet(state.with(open.with(found.finding(), found.sweep())));
    }
    var after = changed(state, Kind.CHANGED, open.with(found.finding(), found.sweep()), at);
    return muted ? Transition.quiet(after.state()) : after;
  }

  private Transition open(TargetState state, Pending pending, Instant at) {
    if (muted) {
      return Transition.quiet(state.with(new Pending(pending.finding(), pending.sweep(), true)));
    }
    var before =
        state
            .incident()
            .filter(closed -> closed.finding().isSame(pending.finding()))
            .filter(closed -> isWithin(closed.closedAt().orElse(at), at, REOPEN));
    return before
        .map(
            closed ->
                changed(
                    state, Kind.REOPENED, closed.reopened(pending.finding(), pending.sweep()), at))
        .orElseGet(
            () ->
                changed(
                    state,
                    Kind.OPENED,
                    Incident.open(
                        target,
                        pending.finding(),
                        pending.sweep(),
                        state.failingSince().orElse(at),
                        at),
                    at));
  }

  /** With its notice, or with the one notice that the incident changes too often. */
  private static Transition changed(TargetState state, Kind kind, Incident incident, Instant at) {
    var times = new ArrayList<>(state.changes());
    times.removeIf(time -> !isWithin(time, at, FLAP_WINDOW));
    times.add(at);
    var often = state.flapping() || isOften(incident, times);
    var after = state.with(incident).with(times, often);
    if (state.flapping()) {
      return Transition.quiet(after);
    }
    return new Transition(after, List.of(new Notice(often ? Kind.FLAPPING : kind, incident)));
  }

  private static boolean isOften(Incident incident, List<Instant> times) {
    long own = times.stream().filter(time -> !time.isBefore(incident.openedAt())).count();
    return own >= FLAP_CHANGES || times.size() >= FLAP_CHANGES_OF_TARGET;
  }

  /** After a calm time the incident is reported as it is now. */
  private static Transition stable(Transition moved, Instant at) {
    var state = moved.state();
    var calm =
        state.flapping()
            && !state.changes().isEmpty()
            && !isWithin(state.changes().getLast(), at, STABLE);
    if (!calm) {
      return moved;
    }
    return new Transition(
        state.with(state.changes(), false),
        state.incident().stream()
            .map(now -> new Notice(now.isOpen() ? Kind.CHANGED : Kind.CLOSED, now))
            .toList());
  }

  private static boolean isWithin(Instant time, Instant at, Duration span) {
    return time.plus(span).isAfter(at);
  }
}
