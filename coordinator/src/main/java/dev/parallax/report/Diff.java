package dev.parallax.report;

import dev.parallax.model.sweep.Coverage;
import dev.parallax.model.sweep.Sweep;
import dev.parallax.model.sweep.TargetResults;
import dev.parallax.model.value.SweepId;
import dev.parallax.model.verdict.TargetVerdicts;
import dev.parallax.report.facts.ObservationGrid;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * The differences between a sweep and a later sweep.
 *
 * @param firstOtherwise the first sweep after {@code before} with a fault of the target; absent
 *     without such a sweep
 * @param targets the targets of both sweeps, in the order of the later sweep
 * @param onlyBefore targets of the earlier sweep only, by name
 * @param onlyAfter targets of the later sweep only, by name
 */
public record Diff(
    Moment before,
    Moment after,
    Optional<Moment> firstOtherwise,
    List<TargetDiff> targets,
    List<String> onlyBefore,
    List<String> onlyAfter) {

  /** A sweep, its start, and its answering vantages. */
  public record Moment(SweepId sweep, Instant startedAt, Coverage coverage) {
    public static Moment of(Sweep sweep) {
      return new Moment(sweep.id(), sweep.startedAt(), sweep.coverage());
    }
  }

  /** The sweep that started first is the earlier one. */
  public static Diff of(Report report, Report other) {
    var inOrder = !report.sweep().startedAt().isAfter(other.sweep().startedAt());
    return inOrder ? inOrder(report, other) : inOrder(other, report);
  }

  private static Diff inOrder(Report before, Report after) {
    return new Diff(
        Moment.of(before.sweep()),
        Moment.of(after.sweep()),
        Optional.empty(),
        after.sweep().targets().stream()
            .flatMap(results -> target(before, after, results).stream())
            .toList(),
        rest(before, after),
        rest(after, before));
  }

  /** The same, with the first sweep with another result. */
  public Diff since(Moment first) {
    return new Diff(before, after, Optional.of(first), targets, onlyBefore, onlyAfter);
  }

  private static Optional<TargetDiff> target(Report before, Report after, TargetResults results) {
    return results(before, results)
        .map(
            old ->
                TargetComparison.of(
                    new ObservationGrid(old, before.sweep().vantages()),
                    judged(before, old),
                    new ObservationGrid(results, after.sweep().vantages()),
                    judged(after, results)));
  }

  private static Optional<TargetResults> results(Report report, TargetResults like) {
    return report.sweep().targets().stream()
        .filter(results -> results.target().equals(like.target()))
        .findFirst();
  }

  private static Optional<TargetVerdicts> judged(Report report, TargetResults results) {
    return report.verdictsOn(results);
  }

  private static List<String> rest(Report of, Report without) {
    return of.sweep().targets().stream()
        .filter(results -> results(without, results).isEmpty())
        .map(results -> results.target().name())
        .toList();
  }
}
