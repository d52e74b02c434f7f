package dev.parallax.report;

import dev.parallax.model.Arm;
import dev.parallax.model.Coverage;
import dev.parallax.model.Sweep;
import dev.parallax.model.SweepId;
import dev.parallax.model.Target;
import dev.parallax.model.TargetResults;
import dev.parallax.model.TargetVerdicts;
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
    List<Said> before(Sweep sweep, Target target);

    /** The part of a sweep for one target; empty when it is no longer stored. */
    Optional<Report> report(SweepId sweep, Target target);
  }

  /** Whether a sweep found a target healthy. */
  public record Said(SweepId sweep, Instant startedAt, boolean well) {
    public static Said of(SweepId sweep, Instant startedAt, TargetVerdicts verdicts) {
      return new Said(sweep, startedAt, verdicts.isWell());
    }

    private Diff.Moment moment() {
      return new Diff.Moment(sweep, startedAt, new Coverage(0, 0, List.of()));
    }
  }

  /** The report with the changes of the first few targets that are not healthy. */
  public static Report with(Report report, Archive archive) {
    var search = new LastHealthy(report, archive);
    return report.with(
        report.verdicts().stream()
            .filter(judged -> !judged.isWell())
            .limit(TARGETS)
            .flatMap(judged -> search.of(judged).stream())
            .toList());
  }

  /** One comparison for each target with an earlier healthy sweep, for any verdict now. */
  public static List<Diff> ofAll(Report report, Archive archive) {
    var search = new LastHealthy(report, archive);
    return report.verdicts().stream().flatMap(judged -> search.of(judged).stream()).toList();
  }

  private Optional<Diff> of(TargetVerdicts judged) {
    var first = Diff.Moment.of(report.sweep());
    int tries = 0;
    for (var said : archive.before(report.sweep(), judged.target())) {
      if (!said.well()) {
        first = said.moment();
      } else if (tries++ == TRIES) {
        return Optional.empty();
      } else {
        var before = archive.report(said.sweep(), judged.target()).filter(this::isComparable);
        if (before.isPresent()) {
          return Optional.of(compared(before.get(), judged, first));
        }
      }
    }
    return Optional.empty();
  }

  private Diff compared(Report before, TargetVerdicts judged, Diff.Moment first) {
    var diff = Diff.of(before, only(judged));
    return judged.isWell() ? diff : diff.since(first);
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

  private Report only(TargetVerdicts judged) {
    var targets = report.sweep().targets().stream().map(TargetResults::target).toList();
    return targets.equals(List.of(judged.target()))
        ? report
        : Report.of(report.sweep(), report.verdicts(), ExitPolicy.DEFAULT, judged.target());
  }
}
