package dev.parallax.report;

import dev.parallax.model.endpoint.Target;
import dev.parallax.model.plan.Arm;
import dev.parallax.model.sweep.Coverage;
import dev.parallax.model.sweep.Sweep;
import dev.parallax.model.sweep.TargetResults;
import dev.parallax.model.value.SweepId;
import dev.parallax.model.verdict.TargetVerdicts;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Finds the last healthy sweep of each target, and compares with it. */
public final class LastHealthy {
  private static final int TARGETS = 20;
  private static final int TRIES = 5;

  private final Report report;
  private final Archive archive;

  private LastHealthy(Report report, Archive archive) {
    this.report = report;
    this.archive = archive;
  }

  /** Sweeps of before. */
  public interface Archive {
    /** The verdicts on a target of complete sweeps that started before this sweep, newest first. */
    List<PastHealth> before(Sweep sweep, Target target);

    /** The part of a sweep for one target; empty when it is no longer stored. */
    Optional<Report> report(SweepId sweep, Target target);
  }

  /** Whether a sweep found a target healthy. */
  public record PastHealth(SweepId sweep, Instant startedAt, boolean well) {
    public static PastHealth of(SweepId sweep, Instant startedAt, TargetVerdicts verdicts) {
      return new PastHealth(sweep, startedAt, verdicts.isWell());
    }

    private Diff.Moment moment() {
      return LastHealthy.moment(sweep, startedAt);
    }
  }

  /** A sweep of which only the start is known. */
  public static Diff.Moment moment(SweepId sweep, Instant startedAt) {
    return new Diff.Moment(sweep, startedAt, new Coverage(0, 0, List.of()));
  }

  /**
   * The latest earlier sweep in which a target was healthy.
   *
   * @param report of this target only
   * @param firstOtherwise the first later sweep in which the target was not healthy
   */
  public record Earlier(Report report, Diff.Moment firstOtherwise) {}

  /** The earlier sweeps of the first few targets that are not healthy. */
  public static List<Earlier> search(Report report, Archive archive) {
    var search = new LastHealthy(report, archive);
    return report.verdicts().stream()
        .filter(judged -> !judged.isWell())
        .limit(TARGETS)
        .flatMap(judged -> search.of(judged).stream())
        .toList();
  }

  /** The report with the changes since these sweeps. */
  public static Report with(Report report, List<Earlier> earlier) {
    return report.with(
        report.verdicts().stream()
            .flatMap(
                judged ->
                    earlier.stream()
                        .filter(before -> isOf(judged.target(), before))
                        .map(before -> compared(report, judged, before)))
            .toList());
  }

  /** One comparison for each target with an earlier healthy sweep, for any verdict now. */
  public static List<Diff> ofAll(Report report, Archive archive) {
    var search = new LastHealthy(report, archive);
    return report.verdicts().stream()
        .flatMap(
            judged -> search.of(judged).map(before -> compared(report, judged, before)).stream())
        .toList();
  }

  private static boolean isOf(Target target, Earlier earlier) {
    return earlier.report().sweep().targets().stream()
        .anyMatch(results -> results.target().equals(target));
  }

  private Optional<Earlier> of(TargetVerdicts judged) {
    var first = Diff.Moment.of(report.sweep());
    int tries = 0;
    for (var statement : archive.before(report.sweep(), judged.target())) {
      if (!statement.well()) {
        first = statement.moment();
      } else if (tries++ == TRIES) {
        return Optional.empty();
      } else {
        var before = archive.report(statement.sweep(), judged.target()).filter(this::isComparable);
        if (before.isPresent()) {
          return Optional.of(new Earlier(before.get(), first));
        }
      }
    }
    return Optional.empty();
  }

  private static Diff compared(Report report, TargetVerdicts judged, Earlier before) {
    var diff = Diff.of(before.report(), only(report, judged));
    return judged.isWell() ? diff : diff.since(before.firstOtherwise());
  }

  /**
   * Addresses of another family are another site: a sweep without a passing trial shows no health.
   */
  private boolean isComparable(Report before) {
    return before.sweep().family() == report.sweep().family() && somebodyPasses(before.sweep());
  }

  /** Where every vantage is faulty, no vantage has shown the target healthy. */
  private static boolean somebodyPasses(Sweep sweep) {
    return sweep.targets().stream()
        .flatMap(results -> results.observations().stream())
        .anyMatch(seen -> seen.key().arm() == Arm.BASE && seen.ok());
  }

  private static Report only(Report report, TargetVerdicts judged) {
    var targets = report.sweep().targets().stream().map(TargetResults::target).toList();
    return targets.equals(List.of(judged.target()))
        ? report
        : Report.of(report.sweep(), report.verdicts(), ExitPolicy.DEFAULT, judged.target());
  }
}
