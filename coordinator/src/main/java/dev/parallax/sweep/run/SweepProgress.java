package dev.parallax.sweep.run;

import dev.parallax.model.failure.NotRunReason;
import dev.parallax.model.observation.Observation;
import dev.parallax.model.observation.Sighting;
import dev.parallax.model.observation.TrialKey;
import dev.parallax.model.plan.ProbePlan;
import dev.parallax.model.sweep.Round;
import dev.parallax.model.sweep.RoundEnd;
import dev.parallax.model.sweep.Sweep;
import dev.parallax.model.sweep.SweepHeader;
import dev.parallax.model.vantage.Vantage;
import dev.parallax.model.vantage.VantageId;
import dev.parallax.sweep.intake.Mail;
import dev.parallax.sweep.plan.PlannedRound;
import dev.parallax.wire.Wire;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The observations of a running sweep so far. Used by the thread of its sweep only. */
final class SweepProgress {
  /** Sightings of all witnesses. */
  private static final int SIGHTINGS = 20_000;

  /** Sightings of one witness. */
  private static final int WITNESS_SIGHTINGS = 5_000;

  private SweepHeader header;
  private final List<Round> rounds = new ArrayList<>();
  private final List<RoundAudience> audiences = new ArrayList<>();
  private final Map<TrialKey, Observation> observations = new LinkedHashMap<>();
  private final Set<TrialKey> unchecked = new HashSet<>();
  private final List<Sighting> sightings = new ArrayList<>();
  private final Map<VantageId, NotRunReason> absent = new HashMap<>();
  private List<Sighting> matched = List.of();
  private boolean deadlineHit;

  SweepProgress(SweepHeader header) {
    this.header = header;
  }

  /**
   * Continues a sweep that was interrupted.
   *
   * @param stored the stored sweep, whose coverage names the vantages without a plan
   * @param seen the stored observations, in the order of their storage
   */
  void restore(Sweep stored, List<RoundAudience> begun, List<Observation> seen) {
    rounds.addAll(stored.rounds());
    stored.coverage().missing().forEach(one -> absent.put(one.vantage(), one.reason()));
    begun.stream()
        .map(round -> new RoundAudience(round.plan(), present(round.vantages())))
        .forEach(audiences::add);
    seen.forEach(one -> observations.putIfAbsent(one.key(), one));
  }

  private Set<VantageId> present(Set<VantageId> vantages) {
    var present = new HashSet<>(vantages);
    present.removeAll(absent.keySet());
    return present;
  }

  /** The rounds that began, with the vantages that received their plan. */
  List<RoundAudience> audiences() {
    return List.copyOf(audiences);
  }

  List<Round> rounds() {
    return List.copyOf(rounds);
  }

  /** The vantages of the last round that have not reported all its trials. */
  Set<VantageId> unfinished() {
    return audiences.isEmpty()
        ? Set.of()
        : SweepAssembly.unfinished(audiences.getLast(), observations.values());
  }

  SweepHeader header() {
    return header;
  }

  /** The round asks vantages of the reserve as well. */
  void widen(Set<VantageId> asked) {
    header = header.widened(asked);
  }

  /**
   * Begins a round.
   *
   * @return the sweep as it is stored before any observation of the round
   */
  Sweep begin(PlannedRound round, byte[] planBytes, Duration took) {
    if (rounds.isEmpty()) {
      leaveOut(round);
    }
    rounds.add(
        new Round(
            round.plan().round(),
            Wire.planHash(planBytes),
            round.reasons(),
            0,
            Optional.of(round.vantages().size()),
            Optional.empty()));
    return begun(took);
  }

  /** The budget has no handshakes for the vantages that round 1 does not ask. */
  private void leaveOut(PlannedRound first) {
    header.vantages().stream()
        .map(Vantage::id)
        .filter(vantage -> !first.vantages().contains(vantage))
        .forEach(vantage -> absent.put(vantage, NotRunReason.BUDGET_EXHAUSTED));
  }

  /** The plan was sent to {@code asked}, and not to {@code unasked}. */
  void sent(ProbePlan plan, Set<VantageId> asked, Map<VantageId, NotRunReason> unasked) {
    absent.putAll(unasked);
    audiences.add(new RoundAudience(plan, asked));
  }

  /** The agent of the vantage does not support a part of the plan. */
  void unsupported(VantageId vantage) {
    absent.put(vantage, NotRunReason.UNSUPPORTED);
  }

  void hitDeadline() {
    deadlineHit = true;
  }

  /** Whether the observation is new. */
  boolean add(Mail.Observed observed) {
    var observation = observed.observation();
    var isNew = observations.putIfAbsent(observation.key(), observation) == null;
    if (isNew && observed.checkFollows()) {
      unchecked.add(observation.key());
    }
    return isNew;
  }

  /** A central check of a restored observation follows. */
  void awaitCheck(TrialKey key) {
    unchecked.add(key);
  }

  /** The sweep as it is stored while it runs. */
  Sweep begun(Duration took) {
    return header.begun(rounds, absent, took).withSightings(matched);
  }

  /** The same with the rounds and observations so far, as a restart would find them. */
  StoredProgress stored(Duration took) {
    return new StoredProgress(begun(took), audiences, List.copyOf(observations.values()));
  }

  void add(Mail.Checked checked) {
    unchecked.remove(checked.key());
    checked
        .check()
        .ifPresent(
            check -> observations.computeIfPresent(checked.key(), (key, seen) -> seen.with(check)));
  }

  /** Adds sightings up to the bounds of a witness and of a sweep; drops the rest. */
  void add(Mail.Sighted seen) {
    var before =
        sightings.stream().filter(sighting -> sighting.witness().equals(seen.witness())).count();
    seen.sightings().stream()
        .limit(Math.max(0, WITNESS_SIGHTINGS - before))
        .limit(Math.max(0, SIGHTINGS - sightings.size()))
        .forEach(sightings::add);
  }

  /** Keeps, of the sightings until now, those of connections of this sweep. */
  void matchSightings() {
    matched = Witnesses.about(observations.values(), sightings);
  }

  /** Whether central checks of observations are pending. */
  boolean awaitsChecks() {
    return !unchecked.isEmpty();
  }

  Collection<Observation> observations() {
    return observations.values();
  }

  Set<String> clientRandoms(int round) {
    return Witnesses.clientRandoms(observations.values(), round);
  }

  /** The last round that began was the last of the sweep. */
  void end(RoundEnd why) {
    rounds.add(rounds.removeLast().last(why));
  }

  /** The sweep with the observations so far. */
  Sweep soFar(Duration took) {
    return SweepAssembly.close(
        begun(took), audiences, observations.values(), absent, took, deadlineHit);
  }
}
