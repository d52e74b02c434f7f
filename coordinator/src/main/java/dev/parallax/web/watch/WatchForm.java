package dev.parallax.web.watch;

import dev.parallax.report.html.Markup;
import dev.parallax.watch.edit.WatchChange;
import dev.parallax.watch.edit.WatchField;
import dev.parallax.watch.run.WatchDesk;
import dev.parallax.web.http.WebRequest;
import dev.parallax.web.pages.PageFrame;
import dev.parallax.web.request.Links;
import dev.parallax.web.request.Visit;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The fields of the form that adds or changes a watch.
 *
 * @param name of the target that is changed; empty for a new watch
 * @param line the target with the words of its request and expectations
 * @param fields as in the watch file; empty for the defaults of the file
 * @param version of the watch file
 */
record WatchForm(String name, String line, Map<WatchField, String> fields, String version) {
  private static final List<WatchField> FIELDS =
      List.of(
          WatchField.INTERVAL,
          WatchField.VANTAGES,
          WatchField.INSIDE,
          WatchField.LEVEL,
          WatchField.PROBABILITY,
          WatchField.ROUTES,
          WatchField.ARMS,
          WatchField.EXPIRY_DAYS,
          WatchField.MAINTENANCE);

  private static final List<String> LEVELS = List.of("", "vantage", "path", "region", "origin");

  static WatchForm empty(WatchDesk desk) {
    return new WatchForm("", "", Map.of(), desk.version());
  }

  /**
   * The watch as it is in the file.
   *
   * @throws IllegalArgumentException for a target without a watch
   */
  static WatchForm of(WatchDesk desk, String name) {
    var version = desk.version();
    var own = desk.own(name);
    var fields = new EnumMap<WatchField, String>(WatchField.class);
    FIELDS.forEach(field -> fields.put(field, own.getOrDefault(field.key(), "")));
    return new WatchForm(name, own.getOrDefault("target", name), fields, version);
  }

  static WatchForm of(WebRequest posted) {
    var fields = new EnumMap<WatchField, String>(WatchField.class);
    FIELDS.forEach(field -> fields.put(field, posted.field(field.key()).strip()));
    return new WatchForm(
        posted.field("name"), posted.field("target").strip(), fields, posted.field("version"));
  }

  boolean isNew() {
    return name.isEmpty();
  }

  /**
   * The change that the form asks for.
   *
   * @throws IllegalArgumentException for a malformed target
   */
  WatchChange change() {
    return isNew()
        ? new WatchChange.Add(WatchChange.name(line), line, fields)
        : new WatchChange.Edit(name, line, fields);
  }

  void write(Markup html, Visit visit, List<String> routes, Optional<String> problem) {
    html.in(
        "form",
        () -> fields(html, visit, routes, problem),
        "method",
        "post",
        "action",
        isNew() ? Links.WATCH_ADD : Links.WATCH_EDIT,
        "class",
        "fields");
  }

  private void fields(Markup html, Visit visit, List<String> routes, Optional<String> problem) {
    PageFrame.key(html, visit);
    problem.ifPresent(detail -> PageFrame.problem(html, detail));
    hidden(html, "name", name);
    hidden(html, "version", version);
    text(html, visit, "target", line);
    for (var field : FIELDS) {
      var value = fields.getOrDefault(field, "");
      if (field == WatchField.LEVEL) {
        html.in("div", () -> level(html, visit, value));
      } else {
        text(html, visit, field.key(), value);
      }
    }
    var known = routes.isEmpty() ? visit.say("watch.routes.none") : String.join(", ", routes);
    html.element("p", visit.say("watchform.help", "routes", known), "class", "legend");
    html.element(
        "button", visit.say(isNew() ? "watchform.add" : "watchform.save"), "type", "submit");
  }

  private static void hidden(Markup html, String name, String value) {
    html.empty("input", "type", "hidden", "name", name, "value", value);
  }

  private static void text(Markup html, Visit visit, String name, String value) {
    html.in(
        "div",
        () -> {
          html.element("label", visit.say("watchform." + name), "for", "watch-" + name);
          html.empty(
              "input",
              "id",
              "watch-" + name,
              "name",
              name,
              "value",
              value,
              "maxlength",
              "2000",
              "spellcheck",
              "false");
        },
        "class",
        name.equals("target") || name.equals("maintenance") ? "wide" : "");
  }

  private static void level(Markup html, Visit visit, String value) {
    html.element("label", visit.say("watchform.level"), "for", "watch-level");
    html.in(
        "select",
        () ->
            LEVELS.forEach(
                word -> {
                  var text = word.isEmpty() ? visit.say("watchform.default") : word;
                  SilenceForm.option(html, word, text, value);
                }),
        "id",
        "watch-level",
        "name",
        "level");
  }
}
