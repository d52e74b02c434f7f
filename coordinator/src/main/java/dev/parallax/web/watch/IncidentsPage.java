package dev.parallax.web.watch;

import dev.parallax.report.html.Markup;
import dev.parallax.store.WatchStore;
import dev.parallax.watch.history.HealthyChanges;
import dev.parallax.watch.run.PastIncident;
import dev.parallax.web.pages.PageFrame;
import dev.parallax.web.request.Assets;
import dev.parallax.web.request.Visit;
import java.time.Duration;
import java.util.List;

/** All incidents: those that are open, and those that ended. */
final class IncidentsPage {
  private static final int ROWS = 100;
  private static final Duration EVERY = Duration.ofSeconds(5);

  private final WatchStore store;
  private final HealthyChanges changes;
  private final Assets assets;

  IncidentsPage(WatchStore store, HealthyChanges changes, Assets assets) {
    this.store = store;
    this.changes = changes;
    this.assets = assets;
  }

  String write(Visit visit) {
    var page = new PageFrame(visit, assets).changing(EVERY);
    var html = page.html();
    var all = StoredIncidents.read(store.incidents(ROWS));
    return page.document(
        visit.say("incidents"),
        () -> {
          html.element("h1", visit.say("incidents"), "class", "page");
          section(html, visit, "open", all.stream().filter(PastIncident::isOpen).toList());
          section(html, visit, "past", all.stream().filter(one -> !one.isOpen()).toList());
        });
  }

  private void section(Markup html, Visit visit, String name, List<PastIncident> shown) {
    html.in(
        "section",
        () -> {
          html.element("h2", visit.say("incidents." + name), "id", name + "-title");
          html.in(
              "div", () -> list(html, visit, name, shown, changes), "id", name, "data-live", "");
        },
        "aria-labelledby",
        name + "-title");
  }

  static void list(
      Markup html, Visit visit, String name, List<PastIncident> shown, HealthyChanges changes) {
    if (shown.isEmpty()) {
      html.element("p", visit.say("incidents." + name + ".none"), "class", "empty");
      return;
    }
    html.in(
        "ul",
        () -> shown.forEach(past -> new IncidentCard(html, visit, past, changes).write()),
        "class",
        "cards");
  }
}
