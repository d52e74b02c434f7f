package dev.parallax.web.watch;

import dev.parallax.report.html.Markup;
import dev.parallax.watch.run.WatchDesk;
import dev.parallax.web.pages.PageFrame;
import dev.parallax.web.request.Assets;
import dev.parallax.web.request.Links;
import dev.parallax.web.request.Visit;
import java.util.Optional;

/** The form of one watch, and its removal. */
final class WatchEditPage {
  private final WatchDesk desk;
  private final Assets assets;

  WatchEditPage(WatchDesk desk, Assets assets) {
    this.desk = desk;
    this.assets = assets;
  }

  String write(Visit visit, WatchForm form, Optional<String> problem) {
    var page = new PageFrame(visit, assets);
    var html = page.html();
    var title = visit.say(form.isNew() ? "watchform.new" : "watchform.change");
    var routes = desk.overview().routes().stream().map(state -> state.route().name()).toList();
    return page.document(
        title,
        () -> {
          html.element("h1", title, "class", "page");
          if (!form.isNew()) {
            html.element("p", form.name(), "class", "name");
          }
          html.in("section", () -> form.write(html, visit, routes, problem), "class", "start");
          if (!form.isNew()) {
            html.in("section", () -> removal(html, visit, form), "class", "start");
          }
        });
  }

  private static void removal(Markup html, Visit visit, WatchForm form) {
    html.element("h2", visit.say("watchform.remove"));
    html.element("p", visit.say("watchform.remove.help"), "class", "legend");
    button(html, visit, Links.WATCH_REMOVE, form.name(), form.version(), "watchform.remove");
  }

  /** A form with one button. */
  static void button(
      Markup html, Visit visit, String action, String target, String version, String key) {
    html.in(
        "form",
        () -> {
          PageFrame.key(html, visit);
          html.empty("input", "type", "hidden", "name", "target", "value", target);
          html.empty("input", "type", "hidden", "name", "version", "value", version);
          html.element("button", visit.say(key), "type", "submit", "class", "quiet");
        },
        "method",
        "post",
        "action",
        action);
  }
}
