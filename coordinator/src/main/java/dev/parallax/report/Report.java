package dev.parallax.report;

import dev.parallax.model.endpoint.Target;
import dev.parallax.model.plan.Arm;
import dev.parallax.model.sweep.Round;
import dev.parallax.model.sweep.RoundReason;
import dev.parallax.model.sweep.Sweep;
import dev.parallax.model.sweep.TargetResults;
import dev.parallax.model.verdict.TargetVerdicts;
import dev.parallax.report.facts.FamilyRestriction;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The content of every format: a sweep, its verdicts and the exit code.
 *
 * @param history comparisons with the last healthy sweeps; may be empty
 */
public record Report(
    Sweep sweep, List<TargetVerdicts> verdicts, ExitDecision exit, List<Diff> history) {
  public Report {
    verdicts = List.copyOf(verdicts);
    history = List.copyOf(history);
  }

  /** Without a look into the past. */
  public Report(Sweep sweep, List<TargetVerdicts> verdicts, ExitDecision exit) {
    this(sweep, verdicts, exit, List.of());
  }

  /**
   * The same, compared with the last healthy sweeps; what changed on the hosts of failing vantages
   * is evidence of their verdicts.
   */
  public Report with(List<Diff> comparisons) {
    return new Report(sweep, HostChanges.added(verdicts, comparisons), exit, comparisons);
  }

  /** The statement that only addresses of one family were requested, where this is the case. */
  public Optional<FamilyRestriction> onlyFamily(TargetResults results) {
    return FamilyRestriction.of(sweep, results);
  }

  /** The changes of one target since its last healthy sweep. */
  public Optional<Past> pastOf(TargetResults results) {
    return history.stream()
        .flatMap(diff -> diff.targets().stream().map(target -> new Past(diff, target)))
        .filter(past -> past.target().target().equals(results.target()))
        .findFirst();
  }

  /** One target's comparison, and the compared sweeps. */
  public record Past(Diff diff, TargetDiff target) {}

  public static Report of(Sweep sweep, List<TargetVerdicts> verdicts, ExitPolicy policy) {
    return new Report(sweep, verdicts, ExitRules.decide(sweep, verdicts, policy));
  }

  /**
   * The same sweep with {@code target} only.
   *
   * @throws IllegalArgumentException when the sweep has no such target; the message names its
   *     targets
   */
  public static Report of(
      Sweep sweep, List<TargetVerdicts> verdicts, ExitPolicy policy, Target target) {
    var selected = sweep.targets().stream().filter(seen -> seen.target().equals(target)).toList();
    if (selected.isEmpty()) {
      throw new IllegalArgumentException(
          "sweep " + sweep.id() + " has targets " + names(sweep) + ", got: " + target);
    }
    var narrowed =
        new Sweep(
            sweep.id(),
            sweep.startedAt(),
            sweep.took(),
            sweep.deadlineHit(),
            sweep.vantages(),
            sweep.rounds().stream().flatMap(round -> roundOf(round, selected.getFirst())).toList(),
            sweep.coverage(),
            selected,
            sweep.sightings(),
            sweep.family());
    return of(
        narrowed, verdicts.stream().filter(seen -> seen.target().equals(target)).toList(), policy);
  }

  /** The round as far as this target was in it. */
  private static Stream<Round> roundOf(Round round, TargetResults results) {
    var seen =
        results.observations().stream()
            .filter(observation -> observation.key().round() == round.number())
            .toList();
    var arms = seen.stream().map(trial -> trial.key().arm()).collect(Collectors.toSet());
    var reasons = round.reasons().stream().filter(reason -> raisedBy(reason, arms)).toList();
    var handshakes =
        seen.stream().filter(nextObservation -> nextObservation.steps().tcp().isPresent()).count();
    return reasons.isEmpty()
        ? Stream.empty()
        : Stream.of(
            new Round(
                round.number(),
                round.planHash(),
                reasons,
                Math.toIntExact(handshakes),
                round.asked(),
                round.ended()));
  }

  private static boolean raisedBy(RoundReason reason, Set<Arm> ran) {
    return reason.arms().isEmpty()
        ? !ran.isEmpty()
        : reason.arms().stream().anyMatch(ran::contains);
  }

  /** The verdicts on one of the sweep's targets; absent when there are none. */
  public Optional<TargetVerdicts> verdictsOn(TargetResults results) {
    return verdicts.stream().filter(seen -> seen.target().equals(results.target())).findFirst();
  }

  private static String names(Sweep sweep) {
    return String.join(", ", sweep.targets().stream().map(seen -> seen.target().name()).toList());
  }
}
