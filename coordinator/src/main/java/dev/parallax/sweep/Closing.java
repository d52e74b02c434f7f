package dev.parallax.sweep;

import dev.parallax.model.Coverage;
import dev.parallax.model.NotRunReason;
import dev.parallax.model.Observation;
import dev.parallax.model.Outcome;
import dev.parallax.model.Round;
import dev.parallax.model.Sweep;
import dev.parallax.model.Vantage;
import dev.parallax.model.VantageId;
import java.time.Duration;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** Makes the final sweep out of its header and what was observed. Pure. */
public final class Closing {
  private Closing() {}

  /** The sweep as far as it is known; {@code absent} says why a vantage could not be asked. */
  static Sweep close(
      Sweep header,
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
            coverage(header, observations, absent),
            header.targets(),
            header.sightings(),
            header.family())
        .withObservations(observations);
  }

  /** A sweep whose coordinator ended before it did: what was acknowledged is all there is. */
  public static Sweep interrupted(Sweep stored) {
    Set<Observation> observations = new LinkedHashSet<>();
    stored.targets().forEach(target -> observations.addAll(target.observations()));
    return close(stored, observations, Map.of(), stored.took(), true);
  }

  private static Round counted(Round round, Collection<Observation> observations) {
    var handshakes =
        observations.stream()
            .filter(seen -> seen.key().round() == round.number() && seen.steps().tcp().isPresent())
            .count();
    return round.counted(Math.toIntExact(handshakes));
  }

  private static Coverage coverage(
      Sweep header, Collection<Observation> observations, Map<VantageId, NotRunReason> absent) {
    var answered =
        observations.stream()
            .filter(Observation::ran)
            .map(seen -> seen.key().vantage())
            .collect(Collectors.toSet());
    List<Coverage.Missing> missing =
        header.vantages().stream()
            .map(Vantage::id)
            .filter(vantage -> !answered.contains(vantage))
            .map(vantage -> missing(vantage, observations, absent))
            .toList();
    return new Coverage(
        header.vantages().size(), header.vantages().size() - missing.size(), missing);
  }

  private static Coverage.Missing missing(
      VantageId vantage,
      Collection<Observation> observations,
      Map<VantageId, NotRunReason> absent) {
    return Optional.ofNullable(absent.get(vantage))
        .map(reason -> new Coverage.Missing(vantage, reason, ""))
        .or(() -> said(vantage, observations))
        .orElseGet(() -> new Coverage.Missing(vantage, NotRunReason.DEADLINE, ""));
  }

  private static Optional<Coverage.Missing> said(
      VantageId vantage, Collection<Observation> observations) {
    return observations.stream()
        .filter(seen -> seen.key().vantage().equals(vantage))
        .flatMap(
            seen ->
                seen.outcome() instanceof Outcome.NotRun notRun
                    ? Optional.of(notRun).stream()
                    : Optional.<Outcome.NotRun>empty().stream())
        .findFirst()
        .map(notRun -> new Coverage.Missing(vantage, notRun.reason(), notRun.said()));
  }
}
