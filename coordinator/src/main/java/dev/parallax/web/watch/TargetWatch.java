package dev.parallax.web.watch;

import dev.parallax.model.endpoint.Target;
import dev.parallax.report.html.Markup;
import dev.parallax.store.WatchStore;
import dev.parallax.watch.run.WatchDesk;
import dev.parallax.watch.run.WatchOverview.WatchState;
import dev.parallax.web.pages.TargetSection;
import dev.parallax.web.request.Links;
import dev.parallax.web.request.Visit;
import java.util.List;
import java.util.Optional;

/** The watch of a target on its page: the state now, the silence, and its incidents over time. */
final class TargetWatch implements TargetSection {
  private static final int INCIDENTS = 50;

  private final WatchDesk desk;
  private final WatchStore store;

  TargetWatch(WatchDesk desk, WatchStore store) {
    this.desk = desk;
    this.store = store;
  }

  @Override
  public boolean knows(Target target) {
    return desk.overview().watch(target.name()).isPresent();
  }

  @Override
  public void write(Markup html, Visit visit, Target target) {
    desk.overview()
        .watch(target.name())
        .ifPresent(
            state -> {
              html.in("section", () -> now(html, visit, state), "class", "start");
              html.in("section", () -> timeline(html, visit, target));
            });
  }

  private static void now(Markup html, Visit visit, WatchState state) {
    html.element("h2", visit.say("watch"));
    WatchCard.status(html, visit, state);
    html.element("p", WatchCard.facts(visit, state), "class", "legend");
    if (state.silence().isEmpty()) {
      html.in(
          "details",
          () -> {
            html.element("summary", visit.say("silence"));
            var name = state.watch().name();
            SilenceForm.of(name).write(html, visit, List.of(name), Optional.empty());
          });
    }
    html.in(
        "p",
        () -> {
          html.text(visit.say("watch.badge") + " ");
          var link = Links.badge(state.watch().target().target());
          html.element("a", link, "href", link);
        },
        "class",
        "legend");
  }

  private void timeline(Markup html, Visit visit, Target target) {
    html.element("h2", visit.say("incidents"));
    var past = StoredIncidents.read(store.incidents(target.name(), INCIDENTS));
    IncidentsPage.list(html, visit, "target", past);
    if (past.size() == INCIDENTS) {
      html.element("p", visit.say("incidents.rest", "count", INCIDENTS), "class", "legend");
    }
  }
}
