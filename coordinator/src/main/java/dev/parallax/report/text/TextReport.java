package dev.parallax.report.text;

import dev.parallax.model.sweep.Coverage;
import dev.parallax.model.sweep.Round;
import dev.parallax.model.sweep.TargetResults;
import dev.parallax.model.verdict.Blame;
import dev.parallax.model.verdict.TargetVerdicts;
import dev.parallax.model.verdict.Verdict;
import dev.parallax.report.Report;
import dev.parallax.report.facts.NamedVantages;
import dev.parallax.report.facts.ObservationGrid;
import dev.parallax.report.layout.DisplayWidth;
import dev.parallax.report.layout.TextCells;
import dev.parallax.report.layout.TextWidth;
import dev.parallax.report.view.Differences;
import dev.parallax.report.view.Expiry;
import dev.parallax.report.view.PathView;
import dev.parallax.report.words.Catalogue;
import dev.parallax.report.words.Heading;
import dev.parallax.report.words.MissingVantagesText;
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
  private final TextWidth width;
  private final List<String> lines = new ArrayList<>();

  private TextReport(Report report, Catalogue catalogue, TextWidth width) {
    this.report = report;
    this.catalogue = catalogue;
    this.width = width;
  }

  /** For 80 columns. */
  public static String write(Report report, Catalogue catalogue) {
    return write(report, catalogue, TextWidth.USUAL.columns());
  }

  /** For a terminal of so many columns, 40 to 400. */
  public static String write(Report report, Catalogue catalogue, int columns) {
    return new TextReport(report, catalogue, new TextWidth(columns)).text();
  }

  private String text() {
    overview();
    report.sweep().targets().forEach(this::target);
    lines.add(width.rule());
    sweep();
    return CiLog.inert(String.join("\n", lines) + "\n");
  }

  /** One line for each target, when there are several. */
  private void overview() {
    if (report.verdicts().size() > 1) {
      for (var judged : report.verdicts()) {
        var first = judged.verdicts().getFirst();
        var more = judged.verdicts().size() > 1 ? " +" + (judged.verdicts().size() - 1) : "";
        var cause = first.hypothesis().map(hypothesis -> " " + hypothesis).orElse("");
        var verdict = catalogue.place(first) + cause + more;
        lines.add(
            mark(first)
                + " "
                + TextCells.cell(judged.target().name(), width.columns() - VERDICT - 2)
                + DisplayWidth.cut(Printable.of(verdict), VERDICT));
      }
    }
  }

  private static String mark(Verdict verdict) {
    return mark(verdict.blame());
  }

  public static String mark(Blame blame) {
    return switch (blame) {
      case HEALTHY -> "✓";
      case INCONCLUSIVE -> "?";
      case ORIGIN, REGION, PATH, VANTAGE -> "✗";
    };
  }

  private void target(TargetResults results) {
    var verdicts = report.verdictsOn(results).map(TargetVerdicts::verdicts).orElse(List.of());
    var grid = new ObservationGrid(results, report.sweep().vantages());
    lines.add(width.rule());
    lines.add(width.cut(results.target().name()));
    verdicts.forEach(verdict -> block(verdictText(grid, verdict).head(verdict)));
    block(coverage(results, report.sweep().coverage()));
    tables(grid, catalogue.knowing(NamedVantages.of(grid)));
    var words = catalogue.knowing(NamedVantages.of(grid));
    report
        .pastOf(results)
        .ifPresent(past -> block(DiffText.block(past.diff(), past.target(), words, width)));
    verdicts.forEach(verdict -> details(grid, verdict, verdicts.size() > 1));
  }

  private void tables(ObservationGrid grid, Catalogue words) {
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

  private VerdictText verdictText(ObservationGrid grid, Verdict verdict) {
    return new VerdictText(catalogue.knowing(NamedVantages.of(grid, verdict)), width);
  }

  private void details(ObservationGrid grid, Verdict verdict, boolean oneOfSeveral) {
    var text = verdictText(grid, verdict);
    if (oneOfSeveral) {
      var cause = verdict.hypothesis().map(hypothesis -> " " + hypothesis.named()).orElse("");
      block(List.of("── " + catalogue.place(verdict) + cause));
    }
    PathView.of(verdict, grid).ifPresent(way -> block(way.lines(catalogue, width)));
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
    catalogue
        .remarks(report, results)
        .forEach(detail -> all.addAll(width.wrap("  ", "    ", detail)));
    MissingVantagesText.texts(coverage, catalogue)
        .forEach(text -> all.addAll(width.wrap("  ", "    ", text)));
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
            + TextCells.time(sweep.took()));
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

  public static String round(Round round, Catalogue catalogue) {
    var detail =
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
    return round.ended().map(end -> detail + catalogue.end(end)).orElse(detail);
  }
}
