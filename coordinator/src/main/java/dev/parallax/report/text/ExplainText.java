package dev.parallax.report.text;

import dev.parallax.model.endpoint.Target;
import dev.parallax.model.sweep.TargetResults;
import dev.parallax.model.verdict.Candidate;
import dev.parallax.model.verdict.Evidence;
import dev.parallax.model.verdict.TargetVerdicts;
import dev.parallax.report.ExitDecision;
import dev.parallax.report.Report;
import dev.parallax.report.explain.VerdictExplanation;
import dev.parallax.report.facts.ArmNotRun;
import dev.parallax.report.facts.NamedVantages;
import dev.parallax.report.facts.ObservationGrid;
import dev.parallax.report.layout.TextCells;
import dev.parallax.report.layout.TextWidth;
import dev.parallax.report.words.Catalogue;
import dev.parallax.report.words.EvidenceStrength;
import dev.parallax.report.words.ExplainWords;
import dev.parallax.report.words.Heading;
import dev.parallax.report.words.MissingVantagesText;
import dev.parallax.text.CiLog;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Writes the explanation of a sweep's verdicts, for a terminal: the evidence for and against each
 * with its weight, the observations that would refute it, and the open questions.
 */
public final class ExplainText {
  private static final int BAR = 9;
  private static final int FACTOR = 13;
  private final Report report;
  private final Catalogue catalogue;
  private final TextWidth width;
  private final ExplainWords words;
  private final VerdictText verdictText;
  private final List<String> lines = new ArrayList<>();

  private ExplainText(Report report, Catalogue catalogue, TextWidth width) {
    this.report = report;
    this.catalogue = catalogue;
    this.width = width;
    this.words = new ExplainWords(catalogue);
    this.verdictText = new VerdictText(catalogue, width);
  }

  public static String write(Report report, Catalogue catalogue) {
    return write(report, catalogue, TextWidth.USUAL.columns());
  }

  /** The same for a terminal of so many columns. */
  public static String write(Report report, Catalogue catalogue, int columns) {
    return new ExplainText(report, catalogue, new TextWidth(columns)).text();
  }

  private String text() {
    report.sweep().targets().forEach(this::target);
    return CiLog.inert(String.join("\n", lines) + "\n");
  }

  private void target(TargetResults results) {
    if (!lines.isEmpty()) {
      lines.add(width.rule());
    }
    lines.add(width.cut(results.target().name()));
    catalogue
        .remarks(report, results)
        .forEach(detail -> lines.addAll(width.wrap("", "  ", detail)));
    var grid = new ObservationGrid(results, report.sweep().vantages());
    report
        .verdictsOn(results)
        .map(judged -> VerdictExplanation.of(grid, judged))
        .ifPresentOrElse(
            all -> all.forEach(verdictExplanation -> explanation(grid, verdictExplanation)),
            () -> noVerdict(results));
    report.verdictsOn(results).ifPresent(judged -> gaps(grid, judged));
  }

  private void noVerdict(TargetResults results) {
    var parameters = Map.of("target", results.target().name());
    block(
        width.wrap(
            "",
            "  ",
            catalogue.exit(new ExitDecision(ExitDecision.ExitReason.NO_VERDICT, parameters))));
  }

  private void explanation(ObservationGrid grid, VerdictExplanation explanation) {
    var verdict = explanation.verdict();
    var target = grid.results().target();
    var known = catalogue.knowing(NamedVantages.of(grid, verdict));
    block(new VerdictText(known, width).head(verdict));
    if (!explanation.supports().isEmpty() || !explanation.opposes().isEmpty()) {
      weighed(
          words.title(Heading.SUPPORTS, words.against(explanation)), explanation.supports(), known);
      weighed(catalogue.heading(Heading.OPPOSES), explanation.opposes(), known);
    }
    items(Heading.CONTEXT, explanation.context().stream().map(known::evidence).toList());
    items(Heading.ELSE, verdict.credibleSet().stream().map(this::candidate).toList());
    items(Heading.REFUTED_BY, refutations(target, explanation));
    items(Heading.UNRUN, ArmNotRun.of(grid, verdict.notRun()).stream().map(words::unrun).toList());
    block(verdictText.next(verdict));
  }

  private String candidate(Candidate candidate) {
    return verdictText.candidate(candidate);
  }

  private List<String> refutations(Target target, VerdictExplanation explanation) {
    return explanation.tests().stream()
        .map(test -> words.test(target, explanation.verdict(), test))
        .toList();
  }

  /**
   * A bar and a factor for each finding; the absence of evidence against the verdict is printed
   * too.
   */
  private void weighed(String title, List<Evidence> evidence, Catalogue known) {
    var block = new ArrayList<String>(width.wrap("", "  ", title));
    for (var finding : evidence) {
      block.addAll(finding(finding, known));
    }
    if (evidence.isEmpty()) {
      block.add("  " + catalogue.heading(Heading.NOTHING));
    }
    block(block);
  }

  private List<String> finding(Evidence evidence, Catalogue known) {
    var bar = "  " + TextCells.cell(EvidenceStrength.bar(evidence.weight()), BAR);
    var first = bar + TextCells.cell(EvidenceStrength.factor(evidence.weight()), FACTOR);
    return width.wrap(first, " ".repeat(2 + BAR + FACTOR), known.evidence(evidence));
  }

  /** The observations without an explanation, and the vantages without an answer. */
  private void gaps(ObservationGrid grid, TargetVerdicts judged) {
    var open = new ArrayList<String>();
    var verdicts = VerdictExplanation.of(grid, judged);
    verdicts.stream()
        .findFirst()
        .map(VerdictExplanation::unexplained)
        .filter(left -> !left.isEmpty())
        .ifPresent(left -> open.add(words.unexplained(left)));
    open.addAll(MissingVantagesText.texts(report.sweep().coverage(), catalogue));
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
