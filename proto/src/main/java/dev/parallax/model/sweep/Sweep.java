package dev.parallax.model.sweep;

import dev.parallax.model.endpoint.Family;
import dev.parallax.model.endpoint.Target;
import dev.parallax.model.observation.Observation;
import dev.parallax.model.observation.Sighting;
import dev.parallax.model.plan.Arm;
import dev.parallax.model.value.SweepId;
import dev.parallax.model.vantage.Vantage;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;

/**
 * A sweep with all inputs of its verdicts: the same value always gives the same verdicts.
 *
 * @param startedAt by the coordinator's clock
 * @param vantages their facts as of the last plan of the sweep
 * @param sightings the far ends' observations of the connections
 * @param family the only probed address family
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
   * This sweep with observations: each target gets its own observations and all of the {@link
   * Arm#REFERENCE} arm, which describe the vantage and not the target. Incomparable observations
   * are missing in it.
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

  /** Whether the store has deleted the observations by age or size. */
  public boolean observationsDeleted() {
    return coverage.observationsDeleted();
  }

  /** This sweep after the store has deleted its observations. */
  public Sweep withoutObservations() {
    return new Sweep(
        id,
        startedAt,
        took,
        deadlineHit,
        vantages,
        rounds,
        coverage.withoutObservations(),
        targets.stream().map(results -> results.with(List.of())).toList(),
        sightings,
        family);
  }

  /** This sweep with other results. */
  public Sweep withTargets(List<TargetResults> results) {
    return new Sweep(
        id, startedAt, took, deadlineHit, vantages, rounds, coverage, results, sightings, family);
  }

  /** This sweep with other descriptions of its vantages. */
  public Sweep withVantages(List<Vantage> described) {
    return new Sweep(
        id, startedAt, took, deadlineHit, described, rounds, coverage, targets, sightings, family);
  }

  /** This sweep with sightings. */
  public Sweep withSightings(List<Sighting> seen) {
    return new Sweep(
        id, startedAt, took, deadlineHit, vantages, rounds, coverage, targets, seen, family);
  }

  /** This sweep restricted to one address family. */
  public Sweep over(Family only) {
    return new Sweep(
        id, startedAt, took, deadlineHit, vantages, rounds, coverage, targets, sightings, only);
  }

  /** This sweep restricted to the target with this {@link Target#name()}. */
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
