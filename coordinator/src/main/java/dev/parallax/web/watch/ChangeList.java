package dev.parallax.web.watch;

import dev.parallax.report.html.Markup;
import dev.parallax.report.words.DiffWords;
import dev.parallax.text.Printable;
import dev.parallax.watch.history.HealthyChanges.HealthyComparison;
import dev.parallax.web.pages.PageFrame;
import dev.parallax.web.request.Visit;

/** The changes of a target since it was healthy. */
final class ChangeList {
  private static final int SHOWN = 8;

  private ChangeList() {}

  /** With the time of the healthy sweep, also without a change. */
  static void write(Markup html, Visit visit, HealthyComparison comparison) {
    html.in(
        "p",
        () -> {
          var key = comparison.changes().isEmpty() ? "changes.none" : "changes";
          html.text(visit.say(key) + " ");
          PageFrame.when(html, visit, comparison.healthyAt());
        },
        "class",
        "more");
    if (!comparison.changes().isEmpty()) {
      html.in("ul", () -> items(html, visit, comparison), "class", "changes");
    }
  }

  private static void items(Markup html, Visit visit, HealthyComparison comparison) {
    var words = new DiffWords(visit.catalogue());
    comparison.changes().stream()
        .limit(SHOWN)
        .forEach(
            change ->
                html.element(
                    "li",
                    Printable.of(
                        words.aspect(change.aspect())
                            + ": "
                            + words.way(change)
                            + " — "
                            + words.where(comparison.target(), change))));
    int rest = comparison.changes().size() - SHOWN;
    if (rest > 0) {
      html.element("li", visit.say("rest", "count", rest));
    }
  }
}
