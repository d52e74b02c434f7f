package dev.parallax.report.html;

import dev.parallax.model.plan.Arm;
import dev.parallax.model.verdict.Blame;
import dev.parallax.model.verdict.Candidate;
import dev.parallax.model.verdict.Verdict;
import dev.parallax.report.facts.NamedVantages;
import dev.parallax.report.facts.ObservationGrid;
import dev.parallax.report.layout.TextWidth;
import dev.parallax.report.text.TextReport;
import dev.parallax.report.text.VerdictText;
import dev.parallax.report.view.Differences;
import dev.parallax.report.view.PathView;
import dev.parallax.report.words.Catalogue;
import dev.parallax.report.words.Heading;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/** One verdict of a page. */
final class HtmlVerdict {
  private final Markup html;
  private final Catalogue catalogue;
  private final ObservationGrid grid;

  HtmlVerdict(Markup html, Catalogue catalogue, ObservationGrid grid) {
    this.html = html;
    this.catalogue = catalogue;
    this.grid = grid;
  }

  /** The symbol of a verdict; its words are always printed next to it. */
  static void mark(Markup html, Blame blame) {
    html.element(
        "span", TextReport.mark(blame), "class", "mark " + tone(blame), "aria-hidden", "true");
    html.text(" ");
  }

  private static String tone(Blame blame) {
    return switch (blame) {
      case HEALTHY -> "ok";
      case INCONCLUSIVE -> "some";
      case ORIGIN, REGION, PATH, VANTAGE -> "bad";
    };
  }

  private VerdictText text(Verdict verdict) {
    return new VerdictText(catalogue.knowing(NamedVantages.of(grid, verdict)), TextWidth.USUAL);
  }

  /** The sentence, its probability, and the affected vantages. */
  void head(Verdict verdict) {
    var text = text(verdict);
    html.in(
        "section",
        () -> {
          html.in(
              "h2",
              () -> {
                mark(html, verdict.blame());
                html.text(catalogue.headline(verdict));
              });
          html.element("p", text.sureness(verdict), "class", "sure");
          html.in("dl", () -> facts(verdict, text));
        },
        "class",
        "verdict " + tone(verdict.blame()));
  }

  private void facts(Verdict verdict, VerdictText text) {
    if (verdict.blame() != Blame.HEALTHY && !verdict.explains().isEmpty()) {
      fact(Heading.AFFECTED, text.affected(verdict));
    }
    VerdictText.failure(verdict).ifPresent(failure -> fact(Heading.FAILURE, failure));
    verdict.hops().ifPresent(hops -> fact(Heading.HOPS, text.hops(hops)));
  }

  private void fact(Heading title, String value) {
    html.element("dt", catalogue.heading(title)).element("dd", value);
  }

  void details(Verdict verdict) {
    var text = text(verdict);
    PathView.of(verdict, grid).ifPresent(way -> new HtmlPath(html, catalogue).write(way));
    if (verdict.blame() != Blame.HEALTHY) {
      differences(new Differences(grid, catalogue), verdict);
    }
    items(Heading.EVIDENCE, text.findings(verdict));
    candidates(verdict, text);
    items(Heading.NEXT, verdict.nextProbes().stream().map(text::next).toList());
    items(Heading.REMEDIES, catalogue.remedies(grid.results().target(), verdict));
  }

  private void differences(Differences differences, Verdict verdict) {
    var rows = differences.rows(verdict.explains());
    if (rows.isEmpty()) {
      return;
    }
    html.element("h3", catalogue.heading(Heading.DIFFERENCES));
    HtmlTables.table(
        html,
        catalogue.heading(Heading.DIFFERENCES),
        "differences",
        () -> {
          html.in("thead", () -> html.in("tr", this::differenceTitles));
          html.in("tbody", () -> rows.forEach(this::difference));
        });
    differences.witness().ifPresent(detail -> html.element("p", detail, "class", "legend"));
    if (rows.stream().anyMatch(Differences.AttributeRow::separates)) {
      html.element("p", catalogue.heading(Heading.SEPARATES), "class", "legend");
    }
  }

  private void differenceTitles() {
    html.element("td", "");
    html.element("th", catalogue.heading(Heading.FAILING), "scope", "col");
    html.element("th", catalogue.heading(Heading.PASSING), "scope", "col");
  }

  private void difference(Differences.AttributeRow row) {
    html.in(
        "tr",
        () -> {
          html.element("th", row.title().strip(), "scope", "row");
          html.element("td", row.failing()).element("td", row.passing());
        });
  }

  /**
   * The credible set, when it contains more than the verdict itself, and the arms that did not run.
   */
  private void candidates(Verdict verdict, VerdictText text) {
    if (verdict.credibleSet().size() > 1) {
      html.element("h3", catalogue.heading(Heading.ELSE));
      html.in(
          "ol",
          () ->
              verdict.credibleSet().forEach(weighed -> candidate(weighed, text.candidate(weighed))),
          "class",
          "candidates");
    }
    if (!verdict.notRun().isEmpty()) {
      var arms = verdict.notRun().stream().map(Arm::word).collect(Collectors.joining(", "));
      html.element("p", catalogue.heading(Heading.NOT_RUN, Map.of("arms", arms)));
    }
  }

  private void candidate(Candidate candidate, String words) {
    html.in(
        "li",
        () -> {
          html.in(
              "svg",
              () -> {
                html.empty("rect", "class", "rail", "width", "100", "height", "8");
                html.empty("rect", "class", "fill", "width", percent(candidate), "height", "8");
              },
              "class",
              "bar",
              "viewBox",
              "0 0 100 8",
              "preserveAspectRatio",
              "none",
              "aria-hidden",
              "true");
          html.text(" " + words);
        });
  }

  private static String percent(Candidate candidate) {
    return String.format(Locale.ROOT, "%.1f", 100 * Math.clamp(candidate.probability(), 0, 1));
  }

  private void items(Heading heading, List<String> texts) {
    if (!texts.isEmpty()) {
      html.element("h3", catalogue.heading(heading));
      html.in(
          "ol",
          () -> texts.forEach(text -> html.element("li", text)),
          "class",
          heading.name().toLowerCase(Locale.ROOT));
    }
  }
}
