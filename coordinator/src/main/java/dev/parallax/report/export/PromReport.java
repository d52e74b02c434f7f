package dev.parallax.report.export;

import dev.parallax.model.plan.Arm;
import dev.parallax.model.sweep.TargetResults;
import dev.parallax.model.verdict.Blame;
import dev.parallax.model.verdict.TargetVerdicts;
import dev.parallax.model.verdict.Verdict;
import dev.parallax.prometheus.MetricFamilies;
import dev.parallax.prometheus.ProbeFigures;
import dev.parallax.prometheus.ProbeTrials;
import dev.parallax.report.Report;
import dev.parallax.report.facts.ObservationGrid;
import dev.parallax.text.CiLog;
import java.util.stream.Collectors;

/**
 * Writes the base probes and verdicts as Prometheus text for node_exporter's textfile collector.
 * The series of a probe are those of the coordinator's {@code /metrics}; a vantage that did not run
 * has no series.
 */
public final class PromReport {
  private final Report report;
  private final MetricFamilies families = new MetricFamilies();

  private PromReport(Report report) {
    this.report = report;
  }

  public static String write(Report report) {
    var written = new PromReport(report);
    report.sweep().targets().forEach(written::target);
    written.sweep();
    return CiLog.inert(written.families.text());
  }

  private void target(TargetResults results) {
    var grid = new ObservationGrid(results, report.sweep().vantages());
    var target = results.target().name();
    for (var vantage : report.sweep().vantages()) {
      var trials = grid.ran(vantage.id(), Arm.BASE);
      if (!trials.isEmpty()) {
        ProbeFigures.of(vantage.id().name(), new ProbeTrials(trials)).write(families, target);
      }
    }
    report.verdictsOn(results).ifPresent(judged -> verdict(target, judged));
  }

  private void verdict(String target, TargetVerdicts judged) {
    var blames = judged.verdicts().stream().map(Verdict::blame).collect(Collectors.toSet());
    for (var blame : Blame.values()) {
      families.gauge(
          "parallax_verdict",
          "1 when a verdict on the target has this blame, otherwise 0.",
          blames.contains(blame) ? 1 : 0,
          "target",
          target,
          "blame",
          blame.name());
    }
  }

  private void sweep() {
    var coverage = report.sweep().coverage();
    vantages("answered", coverage.answered());
    vantages("missing", coverage.requested() - coverage.answered());
    families.gauge(
        "parallax_sweep_duration_seconds",
        "Duration of the sweep.",
        report.sweep().took().toNanos() / 1e9);
    families.gauge(
        "parallax_sweep_start_timestamp_seconds",
        "Start of the sweep, Unix time in seconds.",
        report.sweep().startedAt().toEpochMilli() / 1e3);
  }

  private void vantages(String status, int count) {
    families.gauge(
        "parallax_vantages",
        "Vantages of the sweep, answered and missing.",
        count,
        "status",
        status);
  }
}
