package dev.parallax.web.watch;

import dev.parallax.report.html.Markup;
import dev.parallax.watch.browser.BrowserReports;
import dev.parallax.watch.browser.BrowserReports.FailureGroup;
import dev.parallax.web.request.Visit;
import java.util.List;

/** What browsers report on a target, beside what the vantages measure. */
final class BrowserTable {
  private static final int ROWS = 10;

  private BrowserTable() {}

  /** Nothing without a report. */
  static void write(Markup html, Visit visit, List<FailureGroup> groups) {
    if (groups.isEmpty()) {
      return;
    }
    html.in(
        "section",
        () -> {
          html.element("h2", visit.say("browsers"));
          var window = IncidentText.length(visit, BrowserReports.WINDOW);
          html.element("p", visit.say("browsers.help", "length", window), "class", "legend");
          html.in("table", () -> table(html, visit, groups), "class", "history whole");
        });
  }

  private static void table(Markup html, Visit visit, List<FailureGroup> groups) {
    html.in(
        "thead",
        () ->
            html.in(
                "tr",
                () ->
                    List.of("failure", "place", "reports")
                        .forEach(
                            key ->
                                html.element("th", visit.say("browsers." + key), "scope", "col"))));
    html.in("tbody", () -> groups.stream().limit(ROWS).forEach(group -> row(html, visit, group)));
  }

  private static void row(Markup html, Visit visit, FailureGroup group) {
    html.in(
        "tr",
        () -> {
          html.element("td", visit.catalogue().failure(group.word()));
          html.element("td", place(visit, group), "class", "when");
          html.element("td", group.reports() + " (≈ " + group.requests() + ")");
        });
  }

  private static String place(Visit visit, FailureGroup group) {
    var place = (group.place().network() + " " + group.place().country()).strip();
    return place.isEmpty() ? visit.say("browsers.unknown") : place;
  }
}
