package dev.parallax.cli;

import dev.parallax.model.Arm;
import dev.parallax.model.Coverage;
import dev.parallax.model.Sweep;
import dev.parallax.model.SweepId;
import dev.parallax.model.TargetResults;
import dev.parallax.model.TargetVerdicts;
import dev.parallax.report.Diff;
import dev.parallax.report.ExitPolicy;
import dev.parallax.report.Report;
import dev.parallax.v1.GetSweepRequest;
import dev.parallax.v1.ListVerdictsRequest;
import dev.parallax.v1.PastVerdicts;
import dev.parallax.wire.Wire;
import java.util.List;
import java.util.Optional;

/** Finds when a sweep's targets were last seen well, and compares with that. */
final class Past {
  private static final int LOOKED_BACK = 200;
  private static final int TARGETS = 20;
  private static final int TRIES = 5;
  private final OperatorLink link;
  private final Report report;

  Past(OperatorLink link, Report report) {
    this.link = link;
    this.report = report;
  }

  /** The report with what changed on the targets that are not well, as far as that is known. */
  static Report with(OperatorLink link, Report report) {
    try {
      return report.with(new Past(link, report).ofUnwell());
    } catch (CliException noHistory) {
      return report;
    }
  }

  private List<Diff> ofUnwell() {
    return report.verdicts().stream()
        .filter(judged -> !judged.isWell())
        .limit(TARGETS)
        .flatMap(judged -> of(judged).stream())
        .toList();
  }

  /** One comparison a target that was ever seen well before. */
  List<Diff> ofAll() {
    return report.verdicts().stream().flatMap(judged -> of(judged).stream()).toList();
  }

  private Optional<Diff> of(TargetVerdicts judged) {
    var past = verdictsBefore(judged);
    var tries = 0;
    for (int i = 0; i < past.size() && tries < TRIES; i++) {
      if (Wire.fromProto(past.get(i).getVerdicts()).isWell()) {
        tries++;
        var before = sweep(past.get(i), judged);
        if (somebodyPasses(before.sweep())) {
          var first = i == 0 ? now() : moment(past.get(i - 1));
          var diff = Diff.of(before, only(judged));
          return Optional.of(judged.isWell() ? diff : diff.since(first));
        }
      }
    }
    return Optional.empty();
  }

  /** Where every vantage is sick itself, nobody has seen the target well. */
  private static boolean somebodyPasses(Sweep sweep) {
    return sweep.targets().stream()
        .flatMap(results -> results.observations().stream())
        .anyMatch(seen -> seen.key().arm() == Arm.BASE && seen.ok());
  }

  private List<PastVerdicts> verdictsBefore(TargetVerdicts judged) {
    var request =
        ListVerdictsRequest.newBuilder()
            .setTarget(judged.target().name())
            .setBeforeSweepId(report.sweep().id().value())
            .setLimit(LOOKED_BACK)
            .build();
    return link.ask(calls -> calls.listVerdicts(request)).getPastList();
  }

  private Report sweep(PastVerdicts past, TargetVerdicts judged) {
    var request =
        GetSweepRequest.newBuilder()
            .setSweepId(past.getSweepId())
            .setTarget(judged.target().name())
            .build();
    var stored = Judged.of(link.ask(calls -> calls.getSweep(request)));
    return Report.of(stored.sweep(), stored.verdicts(), ExitPolicy.DEFAULT);
  }

  private Report only(TargetVerdicts judged) {
    var targets = report.sweep().targets().stream().map(TargetResults::target).toList();
    return targets.equals(List.of(judged.target()))
        ? report
        : Report.of(report.sweep(), report.verdicts(), ExitPolicy.DEFAULT, judged.target());
  }

  private Diff.Moment now() {
    return Diff.Moment.of(report.sweep());
  }

  private static Diff.Moment moment(PastVerdicts past) {
    return new Diff.Moment(
        new SweepId(past.getSweepId()),
        Wire.time("started_at", past.getStartedAt()),
        new Coverage(0, 0, List.of()));
  }
}
