package dev.parallax.report.export;

import dev.parallax.model.failure.FailureWord;
import dev.parallax.model.failure.Step;
import dev.parallax.model.plan.Arm;
import dev.parallax.model.sweep.TargetResults;
import dev.parallax.model.vantage.Vantage;
import dev.parallax.model.verdict.Blame;
import dev.parallax.model.verdict.TargetVerdicts;
import dev.parallax.model.verdict.Verdict;
import dev.parallax.report.Report;
import dev.parallax.report.facts.Difference;
import dev.parallax.report.facts.NamedVantages;
import dev.parallax.report.facts.ObservationGrid;
import dev.parallax.report.layout.TextCells;
import dev.parallax.report.layout.TextWidth;
import dev.parallax.report.text.TextReport;
import dev.parallax.report.text.VerdictText;
import dev.parallax.report.view.Differences;
import dev.parallax.report.view.StepCell;
import dev.parallax.report.view.VantageGroups;
import dev.parallax.report.view.VisibleRows;
import dev.parallax.report.words.Catalogue;
import dev.parallax.report.words.Heading;
import dev.parallax.text.CiLog;
import dev.parallax.text.Printable;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Writes the report as GitHub-flavoured Markdown, to be pasted into an issue. */
public final class MarkdownReport {
  /** Characters with a meaning in Markdown or in an issue tracker. */
  private static final String SPECIAL = "\\`*_[]|~#!@$";

  private final Report report;
  private final Catalogue catalogue;
  private final List<String> lines = new ArrayList<>();

  private MarkdownReport(Report report, Catalogue catalogue) {
    this.report = report;
    this.catalogue = catalogue;
  }

  public static String write(Report report, Catalogue catalogue) {
    var written = new MarkdownReport(report, catalogue);
    report.sweep().targets().forEach(written::target);
    written.sweep();
    return CiLog.inert(String.join("\n", written.lines) + "\n");
  }

  private void target(TargetResults results) {
    var verdicts = report.verdictsOn(results).map(TargetVerdicts::verdicts).orElse(List.of());
    var grid = new ObservationGrid(results, report.sweep().vantages());
    add("## " + code(results.target().name()), "");
    verdicts.forEach(verdict -> head(verdict, text(grid, verdict)));
    var coverage = report.sweep().coverage();
    var counts =
        Map.of(
            "answered", Integer.toString(coverage.answered()),
            "requested", Integer.toString(coverage.requested()));
    add(
        escaped(
            catalogue.heading(Heading.COVERAGE)
                + ": "
                + catalogue.heading(Heading.ANSWERED, counts)),
        "");
    catalogue.remarks(report, results).forEach(detail -> add(escaped(detail), ""));
    matrix(grid);
    report
        .pastOf(results)
        .map(past -> DiffMarkdown.lines(past.diff(), past.target(), catalogue))
        .ifPresent(lines::addAll);
    verdicts.forEach(verdict -> details(grid, verdict, text(grid, verdict)));
  }

  private VerdictText text(ObservationGrid grid, Verdict verdict) {
    return new VerdictText(catalogue.knowing(NamedVantages.of(grid, verdict)), TextWidth.USUAL);
  }

  private void head(Verdict verdict, VerdictText verdictText) {
    add(
        "**"
            + TextReport.mark(verdict.blame())
            + " "
            + escaped(catalogue.headline(verdict))
            + "** ",
        escaped(verdictText.sureness(verdict)),
        "");
    if (verdict.blame() != Blame.HEALTHY && !verdict.explains().isEmpty()) {
      add(
          "- "
              + escaped(catalogue.heading(Heading.AFFECTED) + ": " + verdictText.affected(verdict)),
          "");
    }
  }

  private void matrix(ObservationGrid grid) {
    var matrix = new VantageGroups(grid, catalogue);
    var titles =
        Stream.concat(
            Stream.of(catalogue.heading(Heading.VANTAGE), catalogue.difference(Difference.NETWORK)),
            Stream.of(Step.values()).map(Step::name));
    row(Stream.concat(titles, Stream.of(catalogue.heading(Heading.OUTCOME))));
    lines.add("|---|---|---|---|---|---|---|");
    for (var group : VisibleRows.groups(grid, matrix)) {
      group.rows().forEach(vantage -> row(grid, matrix, vantage));
      rest(group, group.failing(), Heading.MORE_FAILING);
      rest(group, group.passing(), Heading.MORE_PASSING);
    }
    lines.add("");
  }

  private void row(ObservationGrid grid, VantageGroups matrix, Vantage vantage) {
    var trials = grid.ran(vantage.id(), Arm.BASE);
    var cells = EnumSet.allOf(Step.class).stream().map(step -> StepCell.of(trials, step).text());
    var word =
        trials.isEmpty()
            ? matrix.whyNot(vantage.id())
            : ObservationGrid.commonest(trials).map(FailureWord::word).orElse("");
    row(
        Stream.of(Stream.of(vantage.id().name(), vantage.network()), cells, Stream.of(word))
            .flatMap(names -> names));
  }

  private void rest(VisibleRows group, List<Vantage> vantages, Heading heading) {
    if (!vantages.isEmpty()) {
      row(Stream.of(group.rest(catalogue, heading, vantages)));
    }
  }

  private void row(Stream<String> cells) {
    lines.add(cells.map(MarkdownReport::escaped).collect(Collectors.joining(" | ", "| ", " |")));
  }

  private void details(ObservationGrid grid, Verdict verdict, VerdictText verdictText) {
    if (verdict.blame() != Blame.HEALTHY) {
      differences(new Differences(grid, catalogue), verdict);
    }
    items(Heading.EVIDENCE, verdictText.findings(verdict));
    if (verdict.credibleSet().size() > 1) {
      items(Heading.ELSE, verdict.credibleSet().stream().map(verdictText::candidate).toList());
    }
    items(Heading.NEXT, verdict.nextProbes().stream().map(verdictText::next).toList());
    items(Heading.REMEDIES, catalogue.remedies(grid.results().target(), verdict));
  }

  private void differences(Differences differences, Verdict verdict) {
    var rows = differences.rows(verdict.explains());
    if (rows.isEmpty()) {
      return;
    }
    add("### " + escaped(catalogue.heading(Heading.DIFFERENCES)), "");
    row(
        Stream.concat(
            Stream.of(""), Stream.of(Heading.FAILING, Heading.PASSING).map(catalogue::heading)));
    lines.add("|---|---|---|");
    rows.forEach(row -> row(Stream.of(row.title().strip(), row.failing(), row.passing())));
    lines.add("");
    differences.witness().ifPresent(detail -> add(escaped(detail), ""));
    if (rows.stream().anyMatch(Differences.AttributeRow::separates)) {
      add(escaped(catalogue.heading(Heading.SEPARATES)), "");
    }
  }

  private void items(Heading heading, List<String> texts) {
    if (!texts.isEmpty()) {
      add("### " + escaped(catalogue.heading(heading)), "");
      texts.forEach(text -> lines.add("1. " + escaped(text)));
      lines.add("");
    }
  }

  private void sweep() {
    var sweep = report.sweep();
    add(
        "---",
        "",
        escaped(
            catalogue.heading(Heading.SWEEP)
                + " "
                + sweep.id()
                + " · "
                + sweep.startedAt().truncatedTo(ChronoUnit.SECONDS)
                + " · "
                + TextCells.time(sweep.took())));
  }

  private void add(String... cells) {
    lines.addAll(List.of(cells));
  }

  private static String code(String text) {
    return text.contains("`") ? escaped(text) : "`" + Printable.of(text) + "`";
  }

  /** The literal text; never a link, a mention, a formula or HTML. */
  public static String escaped(String text) {
    var written = new StringBuilder();
    Printable.of(text, 2_000).codePoints().forEach(point -> written.append(escaped(point)));
    return written.toString().replace("://", ":&#47;&#47;");
  }

  private static String escaped(int point) {
    return switch (point) {
      case '<' -> "&lt;";
      case '>' -> "&gt;";
      case '&' -> "&amp;";
      case '@' -> "&#64;";
      default -> (SPECIAL.indexOf(point) >= 0 ? "\\" : "") + Character.toString(point);
    };
  }
}
