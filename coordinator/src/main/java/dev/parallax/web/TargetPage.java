package dev.parallax.web;

import dev.parallax.model.Target;
import dev.parallax.report.html.HtmlReport;
import dev.parallax.report.html.Markup;
import java.util.List;
import java.util.Optional;

/** What was said of one target over time. */
final class TargetPage {
  private final Chronicle chronicle;
  private final Assets assets;

  TargetPage(Chronicle chronicle, Assets assets) {
    this.chronicle = chronicle;
    this.assets = assets;
  }

  /** Nothing when no sweep is known that had it. */
  Optional<String> write(Visit visit, Target target) {
    var past = chronicle.of(target);
    if (past.isEmpty()) {
      return Optional.empty();
    }
    var page = new Page(visit, assets);
    var html = page.html();
    return Optional.of(page.document(target.name(), () -> main(html, visit, target, past)));
  }

  private static void main(Markup html, Visit visit, Target target, List<Past> past) {
    html.element("h1", target.name(), "class", "target");
    head(html, visit, past.getLast());
    html.in(
        "section",
        () -> {
          html.element("h2", visit.say("history"));
          html.in(
              "div", () -> Strip.write(html, visit, past, Chronicle.KEPT), "class", "wide tall");
          html.element("p", visit.say("strip.legend"), "class", "legend");
          html.in(
              "table",
              () -> rows(html, visit, past),
              "class",
              "history",
              "aria-label",
              visit.say("history"));
        });
    html.in(
        "section",
        () -> {
          html.element("h2", visit.say("again"));
          SweepForm.about(target).write(html, visit, Optional.empty());
        },
        "class",
        "start");
  }

  private static void head(Markup html, Visit visit, Past last) {
    html.in(
        "section",
        () -> {
          html.in(
              "p",
              () -> {
                HtmlReport.mark(html, last.verdict().blame());
                html.text(visit.catalogue().headline(last.verdict()));
              },
              "class",
              "headline");
          html.in(
              "p",
              () -> {
                Page.when(html, visit, last.at());
                html.text(" · ");
                html.element("a", visit.say("report"), "href", Links.sweep(last.sweep()));
              },
              "class",
              "sure");
        },
        "class",
        "verdict " + Page.lower(last.verdict().blame()));
  }

  private static void rows(Markup html, Visit visit, List<Past> past) {
    html.in(
        "thead",
        () ->
            html.in(
                "tr",
                () ->
                    List.of("when", "verdict", "sweep")
                        .forEach(
                            title ->
                                html.element("th", visit.say("column." + title), "scope", "col"))));
    html.in("tbody", () -> past.reversed().forEach(one -> row(html, visit, one)));
  }

  private static void row(Markup html, Visit visit, Past one) {
    html.in(
            "tr",
            () -> {
              html.element("td", Ages.exact(one.at()), "class", "when");
              html.in(
                  "td",
                  () -> {
                    HtmlReport.mark(html, one.verdict().blame());
                    html.text(visit.catalogue().headline(one.verdict()));
                  });
              html.in(
                  "td",
                  () -> html.element("a", one.sweep().value(), "href", Links.sweep(one.sweep())),
                  "class",
                  "when");
            })
        .line();
  }
}
