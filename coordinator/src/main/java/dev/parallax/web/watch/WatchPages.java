package dev.parallax.web.watch;

import dev.parallax.fleet.enrolment.Audit;
import dev.parallax.model.endpoint.Target;
import dev.parallax.store.WatchStore;
import dev.parallax.watch.history.HealthyChanges;
import dev.parallax.watch.run.WatchDesk;
import dev.parallax.web.http.Answer;
import dev.parallax.web.pages.MessagePages;
import dev.parallax.web.pages.TargetSection;
import dev.parallax.web.request.Assets;
import dev.parallax.web.request.Links;
import dev.parallax.web.request.Visit;
import dev.parallax.web.request.WebRoutes;
import dev.parallax.web.watch.route.RoutePages;
import java.util.Optional;

/** The paths of incidents and watches, for authorised visitors. */
public final class WatchPages {
  private final WatchDesk desk;
  private final WatchStore store;
  private final HealthyChanges changes;
  private final IncidentsPage incidents;
  private final WatchesPage watches;
  private final WatchActions actions;
  private final MessagePages messages;
  private final WatchEditActions edits;
  private final RoutePages routePages;

  public WatchPages(
      WatchDesk desk,
      WatchStore store,
      HealthyChanges changes,
      Audit audit,
      Assets assets,
      MessagePages messages) {
    this.changes = changes;
    this.desk = desk;
    this.store = store;
    this.incidents = new IncidentsPage(store, changes, assets);
    this.watches = new WatchesPage(desk, assets);
    this.actions = new WatchActions(desk, audit, watches);
    this.messages = messages;
    this.routePages = new RoutePages(desk, audit, assets, messages);
    this.edits =
        new WatchEditActions(desk, audit, new WatchEditPage(desk, assets), watches, messages);
  }

  /** The part of a target's page about its watch. */
  public TargetSection section() {
    return new TargetWatch(desk, store, changes);
  }

  public void on(WebRoutes routes) {
    edits.on(routes);
    routePages.on(routes);
    routes
        .on("GET", Links.INCIDENTS, visit -> Answer.html(200, incidents.write(visit)))
        .on("GET", Links.WATCHES, this::watches)
        .on("POST", Links.SILENCE, actions::silence)
        .on("POST", Links.UNSILENCE, actions::unsilence)
        .on("POST", Links.ROUTE_TEST, actions::test)
        .on("GET", Links.BADGE, this::badge);
  }

  private Answer watches(Visit visit) {
    return Answer.html(
        200, watches.write(visit, SilenceForm.of(""), Optional.empty(), Optional.empty()));
  }

  private Answer badge(Visit visit) {
    return target(visit.request().query("name"))
        .flatMap(target -> desk.overview().watch(target.name()))
        .map(
            state ->
                Answer.of(200, "image/svg+xml; charset=utf-8", StatusBadge.write(visit, state)))
        .orElseGet(() -> messages.notFound(visit));
  }

  private static Optional<Target> target(String name) {
    try {
      return Optional.of(Target.parse(name));
    } catch (IllegalArgumentException malformed) {
      return Optional.empty();
    }
  }
}
