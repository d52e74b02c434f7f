package dev.parallax.report.export;

import dev.parallax.model.failure.FailureWord;
import dev.parallax.model.observation.Observation;
import dev.parallax.model.plan.Arm;
import dev.parallax.model.sweep.TargetResults;
import dev.parallax.model.vantage.Vantage;
import dev.parallax.model.verdict.Blame;
import dev.parallax.model.verdict.TargetVerdicts;
import dev.parallax.model.verdict.Verdict;
import dev.parallax.report.Report;
import dev.parallax.report.facts.ObservationGrid;
import dev.parallax.report.html.HtmlReport;
import dev.parallax.report.html.Markup;
import dev.parallax.report.layout.TextWidth;
import dev.parallax.report.text.ArmTable;
import dev.parallax.report.text.VerdictText;
import dev.parallax.report.view.HandshakeTimes;
import dev.parallax.report.view.VantageGroups;
import dev.parallax.report.view.VisibleRows;
import dev.parallax.report.words.Catalogue;
import dev.parallax.text.CiLog;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Duration;
import java.util.List;
import java.util.stream.Collectors;

/**
 * Writes JUnit XML for continuous integration: a suite for each target, with a case for each
 * verdict and each vantage.
 */
public final class JunitReport {
  private static final int STATUSES = 3;

  private final Report report;
  private final Catalogue catalogue;
  private final Markup xml = new Markup();

  private JunitReport(Report report, Catalogue catalogue) {
    this.report = report;
    this.catalogue = catalogue;
  }

  public static String write(Report report, Catalogue catalogue) {
    var written = new JunitReport(report, catalogue);
    written.suites();
    return CiLog.inertXml("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n" + written.xml);
  }

  private void suites() {
    xml.in("testsuites", () -> report.sweep().targets().forEach(this::suite), "name", "parallax");
    xml.line();
  }

  private void suite(TargetResults results) {
    var grid = new ObservationGrid(results, report.sweep().vantages());
    var verdicts = report.verdictsOn(results).map(TargetVerdicts::verdicts).orElse(List.of());
    xml.line()
        .in(
            "testsuite",
            () -> {
              verdicts.forEach(verdict -> verdict(results, verdict));
              grid.vantages().forEach(vantage -> vantage(grid, vantage));
              xml.line();
            },
            "name",
            results.target().name(),
            "tests",
            Integer.toString(verdicts.size() + grid.vantages().size()),
            "failures",
            Long.toString(failures(grid, verdicts)),
            "errors",
            "0",
            "skipped",
            Long.toString(count(grid, VisibleRows.State.SILENT)),
            "time",
            seconds(report.sweep().took()),
            "timestamp",
            report.sweep().startedAt().toString());
  }

  private static long failures(ObservationGrid grid, List<Verdict> verdicts) {
    return verdicts.stream().filter(verdict -> verdict.blame() != Blame.HEALTHY).count()
        + count(grid, VisibleRows.State.FAILING);
  }

  private static long count(ObservationGrid grid, VisibleRows.State state) {
    return grid.vantages().stream().filter(one -> VisibleRows.state(grid, one) == state).count();
  }

  private void verdict(TargetResults results, Verdict verdict) {
    testcase(
        results,
        catalogue.place(verdict) + HtmlReport.cause(verdict),
        Duration.ZERO,
        () -> {
          if (verdict.blame() != Blame.HEALTHY) {
            var evidence = new VerdictText(catalogue, TextWidth.USUAL).findings(verdict);
            xml.element(
                "failure",
                String.join(" ", evidence),
                "type",
                verdict.blame().name(),
                "message",
                catalogue.headline(verdict));
          }
        });
  }

  private void vantage(ObservationGrid grid, Vantage vantage) {
    var trials = grid.ran(vantage.id(), Arm.BASE);
    var took =
        trials.stream().map(HandshakeTimes::of).map(HandshakeTimes::took).reduce(Duration::plus);
    testcase(
        grid.results(),
        vantage.id().name(),
        took.orElse(Duration.ZERO),
        () -> {
          if (trials.isEmpty()) {
            xml.empty(
                "skipped", "message", new VantageGroups(grid, catalogue).whyNot(vantage.id()));
          }
          ObservationGrid.commonest(trials)
              .ifPresent(
                  word ->
                      xml.element(
                          "failure",
                          ArmTable.cell(trials),
                          "type",
                          word.word(),
                          "message",
                          failure(trials, word)));
        });
  }

  /** The failure as a clause, with the exact statuses where it is a status. */
  private String failure(List<Observation> trials, FailureWord word) {
    var statuses =
        trials.stream()
            .filter(trial -> trial.failure().filter(one -> one.word().equals(word)).isPresent())
            .flatMap(trial -> trial.steps().http().stream())
            .map(step -> Integer.toString(step.status()))
            .distinct()
            .limit(STATUSES)
            .collect(Collectors.joining(", "));
    return word.isHttpStatus() && !statuses.isEmpty()
        ? catalogue.status(statuses)
        : catalogue.failure(word);
  }

  private void testcase(TargetResults results, String name, Duration took, Markup.Body body) {
    xml.line()
        .in(
            "testcase",
            body,
            "classname",
            results.target().name(),
            "name",
            name,
            "time",
            seconds(took));
  }

  private static String seconds(Duration took) {
    return BigDecimal.valueOf(took.toNanos(), 9).setScale(3, RoundingMode.HALF_UP).toPlainString();
  }
}
