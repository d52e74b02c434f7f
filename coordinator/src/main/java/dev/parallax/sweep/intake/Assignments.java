package dev.parallax.sweep.intake;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.google.errorprone.annotations.concurrent.GuardedBy;
import dev.parallax.model.observation.TrialKey;
import dev.parallax.model.plan.ProbePlan;
import dev.parallax.model.value.SweepId;
import dev.parallax.model.vantage.VantageId;
import dev.parallax.store.RoundPlan;
import dev.parallax.store.Store;
import dev.parallax.store.Usage;
import dev.parallax.sweep.intake.Drops.Reason;
import dev.parallax.wire.Wire;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The requested trials of the vantages, by sweep and round: other observations are refused. Stored
 * plans represent sweeps that do not run.
 */
public final class Assignments {
  private static final int REMEMBERED = 256;

  /** The plans of a sweep of another coordinator are read again after this time. */
  private static final Duration FRESH = Duration.ofSeconds(1);

  private final Store store;
  private final Quota quota;
  private final InstantSource clock;

  @GuardedBy("this")
  private final Map<SweepId, Assigned> running = new HashMap<>();

  @GuardedBy("this")
  private final Cache<SweepId, Assigned> otherCache =
      Caffeine.newBuilder().maximumSize(REMEMBERED).build();

  @GuardedBy("this")
  private final Map<VantageId, Usage> today = new HashMap<>();

  @GuardedBy("this")
  private LocalDate day = LocalDate.EPOCH;

  public Assignments(Store store, Quota quota, InstantSource clock) {
    this.store = store;
    this.quota = quota;
    this.clock = clock;
  }

  /** The rounds of one sweep. */
  private static final class Assigned {
    final Map<Integer, AssignedRound> rounds = new HashMap<>();
    final Map<VantageId, Usage> usage = new HashMap<>();
    final Set<AssignmentEnd> endings = new HashSet<>();
    final Set<AssignmentEnd> witnesses = new HashSet<>();
    final Instant readAt;
    boolean sealed;

    Assigned(Instant readAt) {
      this.readAt = readAt;
    }
  }

  private record AssignmentEnd(VantageId vantage, int round) {}

  /** From now on the round's observations are accepted. */
  public synchronized void begin(SweepId sweep, ProbePlan plan, Set<VantageId> vantages) {
    running
        .computeIfAbsent(sweep, fresh -> new Assigned(clock.instant()))
        .rounds
        .put(plan.round(), new AssignedRound(plan, vantages));
  }

  /** From now on sightings of these vantages for the round are accepted, until the last message. */
  public synchronized void expectSightings(SweepId sweep, int round, Set<VantageId> witnesses) {
    var assigned = open(sweep);
    if (assigned != null) {
      witnesses.forEach(witness -> assigned.witnesses.add(new AssignmentEnd(witness, round)));
    }
  }

  /** From now on every observation of this sweep is refused. */
  synchronized void seal(SweepId sweep) {
    var assigned = running.remove(sweep);
    var sealed = new Assigned(clock.instant());
    sealed.sealed = true;
    otherCache.put(sweep, sealed);
    if (assigned != null) {
      assigned.sealed = true;
    }
  }

  /** The sweep ended without being sealed; its stored plans go on to decide. */
  public synchronized void forget(SweepId sweep) {
    running.remove(sweep);
  }

  /**
   * The reason of a refused observation; empty when it is accepted and counted against the quotas.
   *
   * @param size bytes of the encoded observation
   */
  synchronized Optional<Reason> refusal(TrialKey key, long size) {
    if (size > quota.observationBytes()) {
      return Optional.of(Reason.TOO_LARGE);
    }
    var assigned = withRound(key.sweep(), key.round());
    if (assigned.sealed) {
      return Optional.of(Reason.LATE);
    }
    var round = assigned.rounds.get(key.round());
    if (round == null || !round.asks(key)) {
      return Optional.of(Reason.NOT_ASKED);
    }
    return round.first(key) ? count(assigned, key, size) : Optional.empty();
  }

  /** Whether a vantage's end of a round is new: it was requested and is delivered once. */
  synchronized boolean ends(SweepId sweep, VantageId vantage, int round, boolean understood) {
    var assigned = open(sweep);
    if (assigned == null) {
      return false;
    }
    // An agent that could not decode a plan does not know its round.
    var latest = assigned.rounds.keySet().stream().max(Integer::compare).orElse(0);
    int number = round == 0 && !understood ? latest : round;
    var asked = assigned.rounds.get(number);
    return asked != null
        && asked.asks(vantage)
        && assigned.endings.add(new AssignmentEnd(vantage, number));
  }

  /** Whether sightings of the round were requested from the vantage and are incomplete. */
  synchronized boolean witnesses(SweepId sweep, VantageId vantage, int round, boolean last) {
    var assigned = open(sweep);
    var ending = new AssignmentEnd(vantage, round);
    return assigned != null
        && (last ? assigned.witnesses.remove(ending) : assigned.witnesses.contains(ending));
  }

  @GuardedBy("this")
  private Optional<Reason> count(Assigned assigned, TrialKey key, long size) {
    var vantage = key.vantage();
    var inSweep =
        assigned.usage.computeIfAbsent(vantage, fresh -> store.usage(key.sweep(), vantage));
    var inDay = ofToday(vantage);
    if (!quota.allowsInSweep(inSweep, size) || !quota.allowsInDay(inDay, size)) {
      return Optional.of(Reason.OVER_QUOTA);
    }
    assigned.usage.put(vantage, inSweep.plus(size));
    today.put(vantage, inDay.plus(size));
    return Optional.empty();
  }

  @GuardedBy("this")
  private Usage ofToday(VantageId vantage) {
    var now = LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC);
    if (!now.equals(day)) {
      day = now;
      today.clear();
    }
    return today.getOrDefault(vantage, Usage.NONE);
  }

  /** Whether the sweep runs at this coordinator. */
  synchronized boolean runsHere(SweepId sweep) {
    return running.containsKey(sweep);
  }

  /** A round of a sweep of another coordinator has begun. */
  public synchronized void readAgain(SweepId sweep) {
    otherCache.invalidate(sweep);
  }

  /** A sweep that has not ended, at this coordinator or another one; null for other sweeps. */
  @GuardedBy("this")
  private @Nullable Assigned open(SweepId sweep) {
    var known = running.get(sweep);
    if (known == null && store.relays().isShared()) {
      var elsewhere = assigned(sweep);
      return elsewhere.sealed ? null : elsewhere;
    }
    return known;
  }

  /** An agent that connects here may know a round of which this coordinator has not read yet. */
  @GuardedBy("this")
  private Assigned withRound(SweepId sweep, int round) {
    var known = assigned(sweep);
    if (store.relays().isShared()
        && !running.containsKey(sweep)
        && !known.rounds.containsKey(round)
        && known.readAt.plus(FRESH).isBefore(clock.instant())) {
      readAgain(sweep);
      return assigned(sweep);
    }
    return known;
  }

  @GuardedBy("this")
  private Assigned assigned(SweepId sweep) {
    var known = running.get(sweep);
    if (known == null) {
      known = otherCache.getIfPresent(sweep);
    }
    if (known == null) {
      known = stored(sweep);
      otherCache.put(sweep, known);
    }
    return known;
  }

  private Assigned stored(SweepId sweep) {
    var assigned = new Assigned(clock.instant());
    assigned.sealed = store.isComplete(sweep);
    if (!assigned.sealed) {
      for (var round : store.rounds(sweep)) {
        assigned.rounds.put(round.round(), new AssignedRound(plan(round), round.vantages()));
      }
    }
    return assigned;
  }

  public static ProbePlan plan(RoundPlan stored) {
    try {
      return Wire.plan(stored.plan().toArray());
    } catch (IllegalArgumentException damaged) {
      throw new IllegalArgumentException(
          "a stored plan of sweep " + stored.sweep() + " is damaged", damaged);
    }
  }
}
