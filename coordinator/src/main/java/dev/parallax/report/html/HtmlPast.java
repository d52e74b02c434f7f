package dev.parallax.report.html;

import dev.parallax.report.Report;
import dev.parallax.report.words.Catalogue;
import dev.parallax.report.words.DiffWords;
import dev.parallax.report.words.Heading;
import java.util.List;

/** The comparison with the last healthy sweep on a page. */
final class HtmlPast {
  private final Markup html;
  private final Catalogue catalogue;
  private final DiffWords words;

  HtmlPast(Markup html, Catalogue catalogue) {
    this.html = html;
    this.catalogue = catalogue;
    this.words = new DiffWords(catalogue);
  }

  void write(Report.Past past) {
    var title = catalogue.heading(Heading.DIFF_LAST_HEALTHY);
    html.line()
        .in(
            "h3",
            () -> html.text(title + " ").element("small", words.moment(past.diff().before())));
    HtmlTables.table(html, title, "differences", () -> table(past));
    notes(words.since(past.diff()).stream().toList());
    notes(words.notes(past.diff(), past.target()));
  }

  private void table(Report.Past past) {
    html.in("thead", () -> html.in("tr", this::titles));
    html.in("tbody", () -> rows(past));
  }

  private void titles() {
    html.element("td", "");
    html.element("th", catalogue.heading(Heading.DIFF_CHANGE), "scope", "col");
    html.element("th", catalogue.heading(Heading.DIFF_WHERE), "scope", "col");
  }

  private void rows(Report.Past past) {
    row(catalogue.heading(Heading.DIFF_VERDICT), words.turn(past.target()), "");
    past.target()
        .changes()
        .forEach(
            change ->
                row(
                    words.aspect(change.aspect()),
                    words.way(change),
                    words.where(past.target(), change)));
  }

  private void row(String title, String change, String where) {
    html.in(
        "tr",
        () -> {
          html.element("th", title, "scope", "row");
          html.element("td", change).element("td", where);
        });
  }

  private void notes(List<String> texts) {
    texts.forEach(text -> html.element("p", text, "class", "legend"));
  }
}
