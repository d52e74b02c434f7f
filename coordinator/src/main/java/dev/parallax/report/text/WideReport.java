package dev.parallax.report.text;

import dev.parallax.model.failure.FailureWord;
import dev.parallax.model.failure.Step;
import dev.parallax.model.observation.Observation;
import dev.parallax.model.plan.Arm;
import dev.parallax.model.sweep.TargetResults;
import dev.parallax.model.vantage.Vantage;
import dev.parallax.model.vantage.VantageId;
import dev.parallax.model.verdict.TargetVerdicts;
import dev.parallax.report.Aspect;
import dev.parallax.report.Report;
import dev.parallax.report.facts.ObservationGrid;
import dev.parallax.report.layout.DisplayWidth;
import dev.parallax.report.view.StepCell;
import dev.parallax.report.view.VantageGroups;
import dev.parallax.report.words.Catalogue;
import dev.parallax.report.words.Heading;
import dev.parallax.text.CiLog;
import dev.parallax.text.Printable;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Writes one row for each vantage with all differing values, without truncation, for a wide
 * terminal or {@code less -S}: its place, the results of each step and each arm, its facts.
 */
public final class WideReport {
  private static final List<Aspect> GIVEN =
      List.of(
          Aspect.RESOLVER,
          Aspect.ADDRESSES,
          Aspect.TLS_VERSION,
          Aspect.CIPHER,
          Aspect.ALPN,
          Aspect.LEAF,
          Aspect.EXPIRY,
          Aspect.HTTP_STATUS,
          Aspect.AGENT);

  private final Report report;
  private final Catalogue catalogue;
  private final StringBuilder out = new StringBuilder();

  private WideReport(Report report, Catalogue catalogue) {
    this.report = report;
    this.catalogue = catalogue;
  }

  public static String write(Report report, Catalogue catalogue) {
    var written = new WideReport(report, catalogue);
    report.sweep().targets().forEach(written::target);
    return CiLog.inert(written.out.toString());
  }

  private void target(TargetResults results) {
    if (!out.isEmpty()) {
      out.append('\n');
    }
    out.append(Printable.of(results.target().name())).append('\n');
    report.verdictsOn(results).map(TargetVerdicts::verdicts).stream()
        .flatMap(List::stream)
        .forEach(verdict -> out.append(catalogue.headline(verdict)).append('\n'));
    catalogue.remarks(report, results).forEach(detail -> out.append(detail).append('\n'));
    table(new ObservationGrid(results, report.sweep().vantages()));
  }

  private void table(ObservationGrid grid) {
    var matrix = new VantageGroups(grid, catalogue);
    var arms = grid.arms().stream().filter(arm -> arm != Arm.BASE).toList();
    var rows = new ArrayList<List<String>>();
    rows.add(titles(arms));
    matrix.ordered(grid.vantages()).forEach(vantage -> rows.add(row(grid, matrix, vantage, arms)));
    aligned(rows);
  }

  private List<String> titles(List<Arm> arms) {
    return Stream.of(
            Stream.of(Heading.VANTAGE, Heading.GROUP_NAME).map(catalogue::heading),
            Stream.of(catalogue.aspect(Aspect.NETWORK)),
            EnumSet.allOf(Step.class).stream().map(Step::name),
            Stream.of(catalogue.heading(Heading.OUTCOME)),
            arms.stream().map(Arm::word),
            GIVEN.stream().map(catalogue::aspect))
        .flatMap(titles -> titles)
        .toList();
  }

  private List<String> row(
      ObservationGrid grid, VantageGroups matrix, Vantage vantage, List<Arm> arms) {
    var trials = grid.ran(vantage.id(), Arm.BASE);
    var outcome =
        trials.isEmpty()
            ? matrix.whyNot(vantage.id())
            : ObservationGrid.commonest(trials).map(FailureWord::word).orElse("");
    return Stream.of(
            Stream.of(vantage.id().name(), matrix.group(vantage), vantage.network()),
            EnumSet.allOf(Step.class).stream().map(step -> StepCell.of(trials, step).text()),
            Stream.of(outcome),
            arms.stream().map(arm -> passed(grid, vantage.id(), arm)),
            GIVEN.stream().map(aspect -> String.join(" ", aspect.at(grid, vantage))))
        .flatMap(cells -> cells)
        .map(cell -> cell.isEmpty() ? "–" : Printable.of(cell))
        .toList();
  }

  private static String passed(ObservationGrid grid, VantageId vantage, Arm arm) {
    var ran = grid.ran(vantage, arm);
    return ran.isEmpty() ? "" : ran.stream().filter(Observation::ok).count() + "/" + ran.size();
  }

  private void aligned(List<List<String>> rows) {
    var widths = new int[rows.getFirst().size()];
    for (var row : rows) {
      for (int i = 0; i < widths.length; i++) {
        widths[i] = Math.max(widths[i], DisplayWidth.of(row.get(i)));
      }
    }
    for (var row : rows) {
      out.append(line(row, widths).stripTrailing()).append('\n');
    }
  }

  private static String line(List<String> row, int[] widths) {
    var cells = new ArrayList<String>();
    for (int i = 0; i < widths.length; i++) {
      cells.add(row.get(i) + " ".repeat(widths[i] - DisplayWidth.of(row.get(i))));
    }
    return cells.stream().collect(Collectors.joining("  "));
  }
}
