package dev.parallax.report;

import dev.parallax.model.Blame;
import dev.parallax.model.Coverage;
import dev.parallax.model.Round;
import dev.parallax.model.TargetResults;
import dev.parallax.model.TargetVerdicts;
import dev.parallax.model.Verdict;
import dev.parallax.text.CiLog;
import dev.parallax.text.Printable;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * Writes the comparative report for a terminal: as wide as it is, symbols, no colour; the verdict
 * first.
 */
public final class TextReport {
  private static final int VERDICT = 28;
  private final Report report;
  private final Catalogue catalogue;
  private final Width width;
  private final List<String> lines = new ArrayList<>();

  private TextReport(Report report, Catalogue catalogue, Width width) {
    this.report = report;
    this.catalogue = catalogue;
    this.width = width;
  }

  /** For 80 columns. */
  public static String write(Report report, Catalogue catalogue) {
    return write(report, catalogue, Width.USUAL.columns());
  }

  /** For a terminal of so many columns, 40 to 400. */
  public static String write(Report report, Catalogue catalogue, int columns) {
    return new TextReport(report, catalogue, new Width(columns)).text();
  }

  private String text() {
    overview();
    report.sweep().targets().forEach(this::target);
    lines.add(width.rule());
    sweep();
    return CiLog.inert(String.join("\n", lines) + "\n");
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
                + Layout.cell(judged.target().name(), width.columns() - VERDICT - 2)
                + Columns.cut(Printable.of(verdict), VERDICT));
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
    lines.add(width.rule());
    lines.add(width.cut(results.target().name()));
    verdicts.forEach(verdict -> block(verdictText(grid, verdict).head(verdict)));
    block(coverage(results, report.sweep().coverage()));
    tables(grid, catalogue.knowing(Crowds.of(grid)));
    var words = catalogue.knowing(Crowds.of(grid));
    report
        .pastOf(results)
        .ifPresent(past -> block(DiffText.block(past.diff(), past.target(), words, width)));
    verdicts.forEach(verdict -> details(grid, verdict, verdicts.size() > 1));
  }

  private void tables(Grid grid, Catalogue words) {
    block(new Expiry(grid, report.sweep().startedAt(), words).lines(width));
    var steps = new StepTable(grid, words, width);
    block(steps.lines());
    var arms = steps.arms();
    if (steps.hasArms()) {
      lines.addAll(arms.failureLines());
    } else {
      block(arms.lines());
    }
  }

  private VerdictText verdictText(Grid grid, Verdict verdict) {
    return new VerdictText(catalogue.knowing(Crowds.of(grid, verdict)), width);
  }

  private void details(Grid grid, Verdict verdict, boolean oneOfSeveral) {
    var text = verdictText(grid, verdict);
    if (oneOfSeveral) {
      var cause = verdict.hypothesis().map(one -> " " + one.named()).orElse("");
      block(List.of("── " + catalogue.place(verdict) + cause));
    }
    Way.of(verdict, grid).ifPresent(way -> block(way.lines(catalogue, width)));
    if (verdict.blame() != Blame.HEALTHY) {
      block(new Differences(grid, catalogue).lines(verdict.explains(), width));
    }
    block(text.evidence(verdict));
    block(text.alternatives(verdict));
    block(text.next(verdict));
    block(text.remedies(grid.results().target(), verdict));
  }

  private List<String> coverage(TargetResults results, Coverage coverage) {
    var all = new ArrayList<String>();
    var counts =
        Map.of(
            "answered", Integer.toString(coverage.answered()),
            "requested", Integer.toString(coverage.requested()));
    all.add(
        catalogue.heading(Heading.COVERAGE) + ": " + catalogue.heading(Heading.ANSWERED, counts));
    report
        .onlyFamily(results)
        .map(catalogue::onlyFamily)
        .ifPresent(said -> all.addAll(width.wrap("  ", "    ", said)));
    Missing.texts(coverage, catalogue).forEach(text -> all.addAll(width.wrap("  ", "    ", text)));
    return all;
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
        .forEach(round -> lines.addAll(width.wrap("  ", "    ", round(round, catalogue))));
    var exit = report.exit();
    lines.addAll(
        width.wrap(
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
