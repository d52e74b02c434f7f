package dev.parallax.report;

import dev.parallax.model.Candidate;
import dev.parallax.model.Evidence;
import dev.parallax.model.Target;
import dev.parallax.model.TargetResults;
import dev.parallax.model.TargetVerdicts;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Writes why a sweep's verdicts stand, for a terminal: what speaks for each and against it, how
 * loudly, what would have refuted it, and what is still open.
 */
public final class ExplainText {
  private static final int BAR = 9;
  private static final int FACTOR = 13;
  private static final String RULE = "─".repeat(Layout.WIDTH);
  private final Report report;
  private final Catalogue catalogue;
  private final ExplainWords words;
  private final VerdictText verdictText;
  private final List<String> lines = new ArrayList<>();

  private ExplainText(Report report, Catalogue catalogue) {
    this.report = report;
    this.catalogue = catalogue;
    this.words = new ExplainWords(catalogue);
    this.verdictText = new VerdictText(catalogue);
  }

  public static String write(Report report, Catalogue catalogue) {
    return new ExplainText(report, catalogue).text();
  }

  private String text() {
    report.sweep().targets().forEach(this::target);
    return String.join("\n", lines) + "\n";
  }

  private void target(TargetResults results) {
    if (!lines.isEmpty()) {
      lines.add(RULE);
    }
    lines.add(Columns.cut(Printable.of(results.target().name()), Layout.WIDTH));
    var grid = new Grid(results, report.sweep().vantages());
    report
        .verdictsOn(results)
        .map(judged -> Explanation.of(grid, judged))
        .ifPresentOrElse(
            all -> all.forEach(one -> explanation(grid, one)), () -> noVerdict(results));
    report.verdictsOn(results).ifPresent(judged -> gaps(grid, judged));
  }

  private void noVerdict(TargetResults results) {
    var said = Map.of("target", results.target().name());
    block(
        Layout.wrap(
            "", "  ", catalogue.exit(new ExitDecision(ExitDecision.Cause.NO_VERDICT, said))));
  }

  private void explanation(Grid grid, Explanation one) {
    var verdict = one.verdict();
    var target = grid.results().target();
    block(verdictText.head(verdict));
    if (!one.supports().isEmpty() || !one.opposes().isEmpty()) {
      weighed(words.title(Heading.SUPPORTS, words.against(one)), one.supports());
      weighed(catalogue.heading(Heading.OPPOSES), one.opposes());
    }
    items(Heading.CONTEXT, one.context().stream().map(catalogue::evidence).toList());
    items(Heading.ELSE, verdict.credibleSet().stream().map(this::candidate).toList());
    items(Heading.REFUTED_BY, refutations(target, one));
    items(Heading.UNRUN, Unrun.of(grid, verdict.notRun()).stream().map(words::unrun).toList());
    block(verdictText.next(verdict));
  }

  private String candidate(Candidate candidate) {
    return verdictText.candidate(candidate);
  }

  private List<String> refutations(Target target, Explanation one) {
    return one.tests().stream().map(test -> words.test(target, one.verdict(), test)).toList();
  }

  /** A bar and a factor a finding; that nothing speaks against it is worth a line too. */
  private void weighed(String title, List<Evidence> evidence) {
    var block = new ArrayList<String>(Layout.wrap("", "  ", title));
    for (var one : evidence) {
      block.addAll(finding(one));
    }
    if (evidence.isEmpty()) {
      block.add("  " + catalogue.heading(Heading.NOTHING));
    }
    block(block);
  }

  private List<String> finding(Evidence one) {
    var bar = "  " + Layout.cell(Loudness.bar(one.weight()), BAR);
    var first = bar + Layout.cell(Loudness.factor(one.weight()), FACTOR);
    return Layout.wrap(first, " ".repeat(2 + BAR + FACTOR), catalogue.evidence(one));
  }

  /** What no verdict accounts for, and who was not heard. */
  private void gaps(Grid grid, TargetVerdicts judged) {
    var open = new ArrayList<String>();
    var verdicts = Explanation.of(grid, judged);
    verdicts.stream()
        .findFirst()
        .map(Explanation::unexplained)
        .filter(left -> !left.isEmpty())
        .ifPresent(left -> open.add(words.unexplained(left)));
    report.sweep().coverage().missing().stream()
        .limit(TextReport.MISSING_SHOWN)
        .forEach(one -> open.add(TextReport.missing(one, catalogue)));
    items(Heading.GAPS, open);
  }

  private void items(Heading heading, List<String> texts) {
    block(verdictText.items(heading, texts));
  }

  private void block(List<String> block) {
    if (!block.isEmpty()) {
      lines.add("");
      lines.addAll(block);
    }
  }
}
