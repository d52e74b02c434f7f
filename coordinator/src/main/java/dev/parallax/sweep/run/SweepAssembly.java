package dev.parallax.sweep.run;

import dev.parallax.model.failure.NotRunReason;
import dev.parallax.model.failure.Outcome;
import dev.parallax.model.observation.Observation;
import dev.parallax.model.observation.TrialKey;
import dev.parallax.model.plan.Arm;
import dev.parallax.model.sweep.Coverage;
import dev.parallax.model.sweep.Round;
import dev.parallax.model.sweep.Sweep;
import dev.parallax.model.vantage.Vantage;
import dev.parallax.model.vantage.VantageId;
import java.time.Duration;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** Builds the final sweep from its header and the observations. Pure. */
public final class SweepAssembly {
  private static final Comparator<Observation> BASE_FIRST =
      Comparator.comparing(seen -> seen.key().arm() != Arm.BASE);

  private SweepAssembly() {}

  /** The sweep so far; {@code absent} contains the reason for each vantage without a plan. */
  public static Sweep close(
      Sweep header,
      List<RoundAudience> rounds,
      Collection<Observation> observations,
      Map<VantageId, NotRunReason> absent,
      Duration took,
      boolean deadlineHit) {
    return new Sweep(
            header.id(),
            header.startedAt(),
            took,
            deadlineHit,
            header.vantages(),
            header.rounds().stream().map(round -> counted(round, observations)).toList(),
            coverage(header, rounds, observations, absent),
            header.targets(),
            header.sightings(),
            header.family())
        .withObservations(observations);
  }

  /** A sweep that the end of the coordinator interrupted, with its acknowledged observations. */
  public static Sweep interrupted(Sweep stored, List<RoundAudience> rounds) {
    Set<Observation> observations = new LinkedHashSet<>();
    stored.targets().forEach(target -> observations.addAll(target.observations()));
    var absent =
        stored.coverage().missing().stream()
            .collect(Collectors.toMap(Coverage.Missing::vantage, Coverage.Missing::reason));
    return close(stored, rounds, observations, absent, stored.took(), true);
  }

  private static Round counted(Round round, Collection<Observation> observations) {
    var handshakes =
        observations.stream()
            .filter(seen -> seen.key().round() == round.number() && seen.steps().tcp().isPresent())
            .count();
    return round.counted(Math.toIntExact(handshakes));
  }

  /** The vantages of a round that have not reported all its trials. */
  static Set<VantageId> unfinished(RoundAudience round, Collection<Observation> observations) {
    int number = round.plan().round();
    var reported =
        observations.stream()
            .map(Observation::key)
            .filter(key -> key.round() == number)
            .map(SweepAssembly::atNoAddress)
            .distinct()
            .collect(Collectors.groupingBy(TrialKey::vantage, Collectors.counting()));
    return round.vantages().stream()
        .filter(vantage -> reported.getOrDefault(vantage, 0L) < round.plan().trials())
        .collect(Collectors.toSet());
  }

  private static Coverage coverage(
      Sweep header,
      List<RoundAudience> rounds,
      Collection<Observation> observations,
      Map<VantageId, NotRunReason> absent) {
    var answered =
        header.withObservations(observations).targets().stream()
            .flatMap(target -> target.measuredBy().stream())
            .collect(Collectors.toSet());
    List<Coverage.Missing> missing =
        header.vantages().stream()
            .map(Vantage::id)
            .filter(vantage -> !answered.contains(vantage))
            .map(vantage -> missing(vantage, observations, absent))
            .toList();
    return new Coverage(
        header.vantages().size(),
        header.vantages().size() - missing.size(),
        missing,
        partial(rounds, observations, answered, absent.keySet()),
        header.coverage().eligible());
  }

  /** The vantages that answered and did not report every trial, even as not run. */
  private static List<Coverage.Partial> partial(
      List<RoundAudience> rounds,
      Collection<Observation> observations,
      Set<VantageId> answered,
      Set<VantageId> absent) {
    var planned = new TreeMap<VantageId, Integer>();
    for (var round : rounds) {
      round.vantages().stream()
          .filter(vantage -> answered.contains(vantage) && !absent.contains(vantage))
          .forEach(vantage -> planned.merge(vantage, round.plan().trials(), Integer::sum));
    }
    var reported =
        observations.stream()
            .map(Observation::key)
            .map(SweepAssembly::atNoAddress)
            .distinct()
            .collect(Collectors.groupingBy(TrialKey::vantage, Collectors.counting()));
    return planned.entrySet().stream()
        .map(
            entry ->
                new Coverage.Partial(
                    entry.getKey(),
                    entry.getValue(),
                    Math.toIntExact(reported.getOrDefault(entry.getKey(), 0L))))
        .filter(partial -> partial.reported() < partial.planned())
        .toList();
  }

  /** A trial counts once, for any number of addresses. */
  private static TrialKey atNoAddress(TrialKey key) {
    return new TrialKey(
        key.sweep(),
        key.round(),
        key.target(),
        key.vantage(),
        key.arm(),
        key.variant(),
        Optional.empty(),
        key.trial());
  }

  private static Coverage.Missing missing(
      VantageId vantage,
      Collection<Observation> observations,
      Map<VantageId, NotRunReason> absent) {
    return Optional.ofNullable(absent.get(vantage))
        .map(reason -> new Coverage.Missing(vantage, reason, ""))
        .or(() -> refusal(vantage, observations))
        .orElseGet(() -> new Coverage.Missing(vantage, NotRunReason.DEADLINE, ""));
  }

  private static Optional<Coverage.Missing> refusal(
      VantageId vantage, Collection<Observation> observations) {
    return observations.stream()
        .filter(seen -> seen.key().vantage().equals(vantage))
        .sorted(BASE_FIRST)
        .map(Observation::outcome)
        .filter(Outcome.NotRun.class::isInstance)
        .map(Outcome.NotRun.class::cast)
        .findFirst()
        .map(notRun -> new Coverage.Missing(vantage, notRun.reason(), notRun.detail()));
  }
}
