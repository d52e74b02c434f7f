package dev.parallax.model;

import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;

/**
 * A sweep with everything a verdict depends on: attributing the same value always gives the same
 * verdicts.
 *
 * @param startedAt by the coordinator's clock
 * @param sightings what far ends saw of the connections
 * @param family only its addresses were probed
 * @param deadlineHit whether a round ended before every vantage had answered
 */
public record Sweep(
    SweepId id,
    Instant startedAt,
    Duration took,
    boolean deadlineHit,
    List<Vantage> vantages,
    List<Round> rounds,
    Coverage coverage,
    List<TargetResults> targets,
    List<Sighting> sightings,
    Family family) {
  public Sweep {
    sightings = List.copyOf(sightings);
    vantages = List.copyOf(vantages);
    rounds = List.copyOf(rounds);
    targets = List.copyOf(targets);
  }

  /** Of any address. */
  public Sweep(
      SweepId id,
      Instant startedAt,
      Duration took,
      boolean deadlineHit,
      List<Vantage> vantages,
      List<Round> rounds,
      Coverage coverage,
      List<TargetResults> targets,
      List<Sighting> sightings) {
    this(
        id,
        startedAt,
        took,
        deadlineHit,
        vantages,
        rounds,
        coverage,
        targets,
        sightings,
        Family.ANY);
  }

  /** Without sightings, which most sweeps do not have. */
  public Sweep(
      SweepId id,
      Instant startedAt,
      Duration took,
      boolean deadlineHit,
      List<Vantage> vantages,
      List<Round> rounds,
      Coverage coverage,
      List<TargetResults> targets) {
    this(id, startedAt, took, deadlineHit, vantages, rounds, coverage, targets, List.of());
  }

  /**
   * This sweep with what was observed: each target gets its own observations and, being about the
   * vantage and not the target, all of the {@link Arm#REFERENCE} arm. What cannot be compared is
   * missing in it.
   */
  public Sweep withObservations(Collection<Observation> observations) {
    var comparability = new Comparability(rounds, observations);
    var admitted = observations.stream().map(comparability::admit).toList();
    return new Sweep(
        id,
        startedAt,
        took,
        deadlineHit,
        vantages,
        rounds,
        coverage,
        targets.stream().map(results -> fill(results, admitted)).toList(),
        sightings,
        family);
  }

  /** This sweep with other results. */
  public Sweep withTargets(List<TargetResults> results) {
    return new Sweep(
        id, startedAt, took, deadlineHit, vantages, rounds, coverage, results, sightings, family);
  }

  /** This sweep with what far ends saw. */
  public Sweep withSightings(List<Sighting> seen) {
    return new Sweep(
        id, startedAt, took, deadlineHit, vantages, rounds, coverage, targets, seen, family);
  }

  /** This sweep as one of a single family's addresses. */
  public Sweep over(Family only) {
    return new Sweep(
        id, startedAt, took, deadlineHit, vantages, rounds, coverage, targets, sightings, only);
  }

  /** This sweep as if only the target of that {@link Target#name()} had been asked for. */
  public Sweep only(String target) {
    return new Sweep(
        id,
        startedAt,
        took,
        deadlineHit,
        vantages,
        rounds,
        coverage,
        targets.stream().filter(results -> results.target().name().equals(target)).toList(),
        sightings,
        family);
  }

  private static TargetResults fill(TargetResults empty, Collection<Observation> observations) {
    var name = empty.target().name();
    return empty.with(
        observations.stream()
            .filter(seen -> seen.key().arm() == Arm.REFERENCE || seen.key().target().equals(name))
            .toList());
  }
}
