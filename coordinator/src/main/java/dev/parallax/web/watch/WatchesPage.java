package dev.parallax.web.watch;

import dev.parallax.report.html.Markup;
import dev.parallax.report.words.IncidentWords;
import dev.parallax.watch.run.WatchDesk;
import dev.parallax.watch.run.WatchOverview;
import dev.parallax.web.pages.PageFrame;
import dev.parallax.web.request.Assets;
import dev.parallax.web.request.Links;
import dev.parallax.web.request.Visit;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The watches with their next looks, the form that silences a target, and the routes. */
final class WatchesPage {
  private static final int ROWS = 200;
  private static final Duration EVERY = Duration.ofSeconds(5);

  private final WatchDesk desk;
  private final Assets assets;

  WatchesPage(WatchDesk desk, Assets assets) {
    this.desk = desk;
    this.assets = assets;
  }

  /**
   * With a form as it was filled in.
   *
   * @param problem of the form
   * @param news the result of an action
   */
  String write(Visit visit, SilenceForm form, Optional<String> problem, Optional<String> news) {
    var page = new PageFrame(visit, assets).changing(EVERY);
    var html = page.html();
    var now = desk.overview();
    return page.document(
        visit.say("watches"),
        () -> {
          html.element("h1", visit.say("watches"), "class", "page");
          news.ifPresent(text -> html.element("p", text, "class", "news", "role", "status"));
          section(html, visit, "watches.targets", () -> watches(html, visit, now));
          if (!now.watches().isEmpty()) {
            link(html, visit, "watchform.new", Links.WATCH_ADD);
            form(html, visit, form, problem, now);
          }
          section(html, visit, "watches.routes", () -> routes(html, visit, now));
          if (!now.watches().isEmpty()) {
            link(html, visit, "routeform.new", Links.ROUTE_ADD);
            section(html, visit, "maintenance", () -> maintenance(html, visit, now));
            link(html, visit, "maintenance.change", Links.MAINTENANCE);
          }
        });
  }

  private static void link(Markup html, Visit visit, String key, String path) {
    html.in("p", () -> html.element("a", visit.say(key), "href", path), "class", "legend");
  }

  private static void maintenance(Markup html, Visit visit, WatchOverview now) {
    if (now.maintenance().isEmpty()) {
      html.element("p", visit.say("maintenance.none"), "class", "empty");
      return;
    }
    html.in("ul", () -> now.maintenance().forEach(window -> html.element("li", window.text())));
  }

  private static void section(Markup html, Visit visit, String key, Markup.Body body) {
    var id = key.replace('.', '-');
    html.in(
            "section",
            () -> {
              html.element("h2", visit.say(key), "id", id + "-title");
              html.in("div", body, "id", id, "data-live", "");
            },
            "aria-labelledby",
            id + "-title")
        .line();
  }

  private static void watches(Markup html, Visit visit, WatchOverview now) {
    now.mistakes()
        .ifPresent(
            mistakes ->
                PageFrame.problem(html, visit.say("watches.mistakes", "mistakes", mistakes)));
    now.trouble()
        .ifPresent(
            trouble ->
                PageFrame.problem(
                    html,
                    IncidentWords.of(visit.catalogue().language())
                        .say("observer." + trouble, Map.of())));
    if (now.watches().isEmpty()) {
      html.element("p", visit.say("watches.none"), "class", "empty");
      return;
    }
    html.in(
        "ul",
        () ->
            sorted(now).stream()
                .limit(ROWS)
                .forEach(state -> new WatchCard(html, visit, state).write()),
        "class",
        "cards");
    if (now.watches().size() > ROWS) {
      html.element("p", visit.say("rest", "count", now.watches().size() - ROWS), "class", "legend");
    }
  }

  /** Open incidents first. */
  private static List<WatchOverview.WatchState> sorted(WatchOverview now) {
    return now.watches().stream()
        .sorted(
            Comparator.comparing((WatchOverview.WatchState state) -> state.open().isEmpty())
                .thenComparing(state -> !state.failing())
                .thenComparing(state -> state.watch().name()))
        .toList();
  }

  private static void form(
      Markup html, Visit visit, SilenceForm form, Optional<String> problem, WatchOverview now) {
    html.in(
        "section",
        () -> {
          html.element("h2", visit.say("silence"), "id", "silence-title");
          html.element("p", visit.say("silence.help"), "class", "legend");
          form.write(
              html,
              visit,
              now.watches().stream().map(state -> state.watch().name()).toList(),
              problem);
        },
        "class",
        "start",
        "aria-labelledby",
        "silence-title");
  }

  private static void routes(Markup html, Visit visit, WatchOverview now) {
    if (now.routes().isEmpty()) {
      html.element("p", visit.say("watches.routes.none"), "class", "empty");
      return;
    }
    html.in(
        "ul",
        () -> now.routes().forEach(state -> new RouteCard(html, visit, state).write()),
        "class",
        "cards");
  }
}
