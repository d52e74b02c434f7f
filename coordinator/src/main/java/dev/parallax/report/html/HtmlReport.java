package dev.parallax.report.html;

import dev.parallax.model.sweep.Round;
import dev.parallax.model.sweep.TargetResults;
import dev.parallax.model.verdict.Blame;
import dev.parallax.model.verdict.TargetVerdicts;
import dev.parallax.model.verdict.Verdict;
import dev.parallax.report.Report;
import dev.parallax.report.document.JsonReport;
import dev.parallax.report.facts.NamedVantages;
import dev.parallax.report.facts.ObservationGrid;
import dev.parallax.report.layout.TextCells;
import dev.parallax.report.text.TextReport;
import dev.parallax.report.view.Expiry;
import dev.parallax.report.words.Catalogue;
import dev.parallax.report.words.Heading;
import dev.parallax.report.words.Language;
import dev.parallax.report.words.MissingVantagesText;
import dev.parallax.text.CiLog;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Writes the comparative report as one HTML file without scripts and external resources; the
 * sentences and their order are those of {@link TextReport}.
 */
public final class HtmlReport {
  /** Beyond so many observations, or characters, the file would be too large to mail. */
  private static final int OBSERVATIONS_EMBEDDED = 1_000;

  private static final int CHARACTERS_EMBEDDED = 4_000_000;

  private final Report report;
  private final Catalogue catalogue;
  private final Markup html;

  private HtmlReport(Report report, Catalogue catalogue, Markup html) {
    this.report = report;
    this.catalogue = catalogue;
    this.html = html;
  }

  public static String write(Report report, Catalogue catalogue) {
    return CiLog.inertXml(new HtmlReport(report, catalogue, new Markup()).document());
  }

  /** Writes the content for each target into another page; {@link #style} belongs to it. */
  public static void embed(Report report, Catalogue catalogue, Markup html) {
    new HtmlReport(report, catalogue, html).targets();
  }

  /** The style sheet for {@link #embed}. */
  public static String style() {
    return HtmlStyle.CSS;
  }

  /**
   * The symbol of a blame, hidden from screen readers, because the word is always printed next to
   * it.
   */
  public static void mark(Markup html, Blame blame) {
    HtmlVerdict.mark(html, blame);
  }

  private String document() {
    var language = catalogue.language() == Language.ZH ? "zh-Hans" : "en";
    html.in("html", this::content, "lang", language).line();
    return "<!DOCTYPE html>\n" + html;
  }

  private void content() {
    html.in("head", this::head).line();
    html.in("body", this::body);
  }

  private void head() {
    html.empty("meta", "charset", "utf-8");
    html.empty("meta", "http-equiv", "Content-Security-Policy", "content", HtmlStyle.POLICY);
    html.empty("meta", "name", "viewport", "content", "width=device-width, initial-scale=1");
    html.empty("meta", "name", "referrer", "content", "no-referrer");
    html.element("title", title()).line();
    html.style(HtmlStyle.CSS);
  }

  private String title() {
    return report.verdicts().stream()
        .map(
            verdicts ->
                verdicts.target().name() + ": " + catalogue.place(verdicts.verdicts().getFirst()))
        .findFirst()
        .orElse(catalogue.heading(Heading.SWEEP) + " " + report.sweep().id());
  }

  private void body() {
    var whole = whole();
    html.in("main", this::targets).line();
    html.in("footer", () -> footer(whole.isPresent())).line();
    html.data("parallax-sweep", whole.orElseGet(() -> JsonReport.summary(report, catalogue)));
  }

  private void targets() {
    overview();
    var targets = report.sweep().targets();
    for (int i = 0; i < targets.size(); i++) {
      var results = targets.get(i);
      html.in("article", () -> target(results), "id", "target-" + (i + 1)).line();
    }
  }

  /** One line for each target, when there are several. */
  private void overview() {
    var targets = report.sweep().targets();
    if (targets.size() > 1) {
      html.in(
          "nav",
          () ->
              html.in(
                  "ul",
                  () -> {
                    for (int i = 0; i < targets.size(); i++) {
                      overview(targets.get(i), "#target-" + (i + 1));
                    }
                  }),
          "aria-label",
          catalogue.heading(Heading.SWEEP));
    }
  }

  private void overview(TargetResults results, String link) {
    html.in(
        "li",
        () -> {
          var verdicts = verdicts(results);
          verdicts.stream().findFirst().ifPresent(first -> HtmlVerdict.mark(html, first.blame()));
          html.element("a", results.target().name(), "href", link).text(" ");
          html.text(
              verdicts.stream()
                  .map(verdict -> catalogue.place(verdict) + cause(verdict))
                  .collect(Collectors.joining(" · ")));
        });
  }

  public static String cause(Verdict verdict) {
    return verdict.hypothesis().map(cause -> " " + cause.named()).orElse("");
  }

  private List<Verdict> verdicts(TargetResults results) {
    return report.verdictsOn(results).map(TargetVerdicts::verdicts).orElse(List.of());
  }

  private void target(TargetResults results) {
    var verdicts = verdicts(results);
    var grid = new ObservationGrid(results, report.sweep().vantages());
    var words = new HtmlVerdict(html, catalogue, grid);
    html.element("h1", results.target().name(), "class", "target");
    verdicts.forEach(words::head);
    var crowds = catalogue.knowing(NamedVantages.of(grid));
    coverage(grid, crowds);
    var tables = new HtmlTables(html, crowds, grid);
    tables.steps();
    tables.arms();
    new HtmlLadder(html, catalogue, grid).write();
    report.pastOf(results).ifPresent(past -> new HtmlPast(html, crowds).write(past));
    verdicts.forEach(verdict -> details(words, verdict, verdicts.size() > 1));
  }

  private void details(HtmlVerdict words, Verdict verdict, boolean oneOfSeveral) {
    html.in(
            "section",
            () -> {
              if (oneOfSeveral) {
                html.element("h2", catalogue.place(verdict) + cause(verdict), "class", "of");
              }
              words.details(verdict);
            },
            "class",
            "verdict-details")
        .line();
  }

  private void coverage(ObservationGrid grid, Catalogue crowds) {
    var coverage = report.sweep().coverage();
    var counts =
        Map.of(
            "answered", Integer.toString(coverage.answered()),
            "requested", Integer.toString(coverage.requested()));
    html.in(
        "ul",
        () -> {
          html.element(
              "li",
              catalogue.heading(Heading.COVERAGE)
                  + ": "
                  + catalogue.heading(Heading.ANSWERED, counts));
          catalogue.remarks(report, grid.results()).forEach(text -> html.element("li", text));
          MissingVantagesText.texts(coverage, catalogue).forEach(text -> html.element("li", text));
          new Expiry(grid, report.sweep().startedAt(), crowds)
              .texts()
              .forEach(text -> html.element("li", text));
        },
        "class",
        "facts");
  }

  private void footer(boolean embedded) {
    var sweep = report.sweep();
    html.in(
        "p",
        () ->
            html.text(
                catalogue.heading(Heading.SWEEP)
                    + " "
                    + sweep.id()
                    + " · "
                    + sweep.startedAt().truncatedTo(ChronoUnit.SECONDS)
                    + " · "
                    + TextCells.time(sweep.took())));
    html.in("ul", () -> sweep.rounds().forEach(this::round));
    var exit = report.exit();
    html.element(
        "p",
        catalogue.heading(
            Heading.EXIT,
            Map.of("code", Integer.toString(exit.code().code()), "reason", catalogue.exit(exit))));
    html.element(
        "p",
        catalogue.heading(
            embedded ? Heading.DATA : Heading.DATA_SUMMARY, Map.of("sweep", sweep.id().value())));
  }

  private void round(Round round) {
    html.element("li", TextReport.round(round, catalogue));
  }

  /** The single results, where they are not too many. */
  private Optional<String> whole() {
    int observations =
        report.sweep().targets().stream().mapToInt(results -> results.observations().size()).sum();
    return Optional.of(observations)
        .filter(count -> count <= OBSERVATIONS_EMBEDDED)
        .map(count -> JsonReport.compact(report, catalogue))
        .filter(json -> json.length() <= CHARACTERS_EMBEDDED);
  }
}
