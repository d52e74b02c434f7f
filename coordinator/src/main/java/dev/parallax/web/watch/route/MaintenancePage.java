package dev.parallax.web.watch.route;

import dev.parallax.report.html.Markup;
import dev.parallax.web.pages.PageFrame;
import dev.parallax.web.request.Assets;
import dev.parallax.web.request.Links;
import dev.parallax.web.request.Visit;
import java.util.Optional;

/** The form of the maintenance windows of all watches. */
final class MaintenancePage {
  private final Assets assets;

  MaintenancePage(Assets assets) {
    this.assets = assets;
  }

  /**
   * With the form as it was filled in.
   *
   * @param windows separated by semicolons or lines
   * @param version of the watch file
   */
  String write(Visit visit, String windows, String version, Optional<String> problem) {
    var page = new PageFrame(visit, assets);
    var html = page.html();
    var title = visit.say("maintenance");
    return page.document(
        title,
        () -> {
          html.element("h1", title, "class", "page");
          html.in(
              "section",
              () ->
                  html.in(
                      "form",
                      () -> fields(html, visit, windows, version, problem),
                      "method",
                      "post",
                      "action",
                      Links.MAINTENANCE,
                      "class",
                      "fields"),
              "class",
              "start");
        });
  }

  /** A line for each window; text within an element has no lines. */
  private static void lines(Markup html, String windows) {
    var lines = windows.strip().split("\\s*[;\\r\\n]+\\s*", -1);
    for (int i = 0; i < lines.length; i++) {
      if (i > 0) {
        html.line();
      }
      html.text(lines[i]);
    }
  }

  private static void fields(
      Markup html, Visit visit, String windows, String version, Optional<String> problem) {
    PageFrame.key(html, visit);
    problem.ifPresent(detail -> PageFrame.problem(html, detail));
    html.empty("input", "type", "hidden", "name", "version", "value", version);
    html.in(
        "div",
        () -> {
          html.element("label", visit.say("maintenance.windows"), "for", "maintenance-windows");
          html.in(
              "textarea",
              () -> lines(html, windows),
              "id",
              "maintenance-windows",
              "name",
              "windows",
              "rows",
              "5",
              "maxlength",
              "20000",
              "spellcheck",
              "false");
        },
        "class",
        "wide");
    html.element("p", visit.say("maintenance.help"), "class", "legend");
    html.element("button", visit.say("watchform.save"), "type", "submit");
  }
}
