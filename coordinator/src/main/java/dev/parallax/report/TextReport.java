package dev.parallax.report;

import dev.parallax.model.Blame;
import dev.parallax.model.Coverage;
import dev.parallax.model.Round;
import dev.parallax.model.TargetResults;
import dev.parallax.model.TargetVerdicts;
import dev.parallax.model.Verdict;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * Writes the comparative report for a terminal: 80 columns, symbols, no colour; the verdict first.
 */
public final class TextReport {
  static final int MISSING_SHOWN = 10;
  private static final String RULE = "─".repeat(Layout.WIDTH);
  private final Report report;
  private final Catalogue catalogue;
  private final VerdictText verdictText;
  private final List<String> lines = new ArrayList<>();

  private TextReport(Report report, Catalogue catalogue) {
    this.report = report;
    this.catalogue = catalogue;
    this.verdictText = new VerdictText(catalogue);
  }

  public static String write(Report report, Catalogue catalogue) {
    return new TextReport(report, catalogue).text();
  }

  private String text() {
    overview();
    report.sweep().targets().forEach(this::target);
    lines.add(RULE);
    sweep();
    return String.join("\n", lines) + "\n";
  }

  /** One line a target, when there are several. */
  private void overview() {
    if (report.verdicts().size() > 1) {
      for (var judged : report.verdicts()) {
        var first = judged.verdicts().getFirst();
        var others = judged.verdicts().size() > 1 ? " +" + (judged.verdicts().size() - 1) : "";
        var cause = first.hypothesis().map(one -> " " + one).orElse("");
        var verdict = catalogue.place(first) + cause + others;
        lines.add(
            mark(first)
                + " "
                + Layout.cell(judged.target().name(), 50)
                + Columns.cut(Printable.of(verdict), 28));
      }
    }
  }

  private static String mark(Verdict verdict) {
    return mark(verdict.blame());
  }

  static String mark(Blame blame) {
    return switch (blame) {
      case HEALTHY -> "✓";
      case INCONCLUSIVE -> "?";
      case ORIGIN, REGION, PATH, VANTAGE -> "✗";
    };
  }

  private void target(TargetResults results) {
    var verdicts = report.verdictsOn(results).map(TargetVerdicts::verdicts).orElse(List.of());
    var grid = new Grid(results, report.sweep().vantages());
    var matrix = new Matrix(grid, catalogue);
    lines.add(RULE);
    lines.add(Columns.cut(Printable.of(results.target().name()), Layout.WIDTH));
    verdicts.forEach(verdict -> block(verdictText.head(verdict)));
    block(coverage(report.sweep().coverage()));
    block(new Expiry(grid, report.sweep().startedAt(), catalogue).lines());
    block(matrix.steps());
    block(matrix.arms());
    report
        .pastOf(results)
        .ifPresent(past -> block(DiffText.block(past.diff(), past.target(), catalogue)));
    verdicts.forEach(verdict -> details(grid, verdict, verdicts.size() > 1));
  }

  private void details(Grid grid, Verdict verdict, boolean oneOfSeveral) {
    if (oneOfSeveral) {
      var cause = verdict.hypothesis().map(one -> " " + one).orElse("");
      block(List.of("── " + catalogue.place(verdict) + cause));
    }
    if (verdict.blame() != Blame.HEALTHY) {
      block(new Differences(grid, catalogue).lines(verdict.explains()));
    }
    block(verdictText.evidence(verdict));
    block(verdictText.alternatives(verdict));
    block(verdictText.next(verdict));
    block(verdictText.remedies(grid.results().target(), verdict));
  }

  private List<String> coverage(Coverage coverage) {
    var all = new ArrayList<String>();
    var counts =
        Map.of(
            "answered", Integer.toString(coverage.answered()),
            "requested", Integer.toString(coverage.requested()));
    all.add(
        catalogue.heading(Heading.COVERAGE) + ": " + catalogue.heading(Heading.ANSWERED, counts));
    coverage.missing().stream()
        .limit(MISSING_SHOWN)
        .forEach(one -> all.addAll(Layout.wrap("  ", "    ", missing(one, catalogue))));
    return all;
  }

  static String missing(Coverage.Missing missing, Catalogue catalogue) {
    var said = missing.said().isEmpty() ? "" : " (" + Printable.of(missing.said()) + ")";
    return catalogue.heading(
        Heading.MISSING,
        Map.of(
            "vantage",
            missing.vantage().name(),
            "reason",
            catalogue.notRun(missing.reason()) + said));
  }

  private void block(List<String> block) {
    if (!block.isEmpty()) {
      lines.add("");
      lines.addAll(block);
    }
  }

  private void sweep() {
    var sweep = report.sweep();
    lines.add(
        catalogue.heading(Heading.SWEEP)
            + " "
            + sweep.id()
            + " · "
            + sweep.startedAt().truncatedTo(ChronoUnit.SECONDS)
            + " · "
            + Layout.time(sweep.took()));
    sweep
        .rounds()
        .forEach(round -> lines.addAll(Layout.wrap("  ", "    ", round(round, catalogue))));
    var exit = report.exit();
    lines.addAll(
        Layout.wrap(
            "",
            "  ",
            catalogue.heading(
                Heading.EXIT,
                Map.of(
                    "code", Integer.toString(exit.code().code()),
                    "reason", catalogue.exit(exit)))));
  }

  static String round(Round round, Catalogue catalogue) {
    var said =
        catalogue.heading(
            round.asked().isPresent() ? Heading.ROUND_ASKED : Heading.ROUND,
            Map.of(
                "number", Integer.toString(round.number()),
                "reasons",
                    round.reasons().stream()
                        .map(catalogue::round)
                        .collect(Collectors.joining("; ")),
                "handshakes", Integer.toString(round.handshakes()),
                "asked", round.asked().map(String::valueOf).orElse("")));
    return round.ended().map(end -> said + catalogue.end(end)).orElse(said);
  }
}
