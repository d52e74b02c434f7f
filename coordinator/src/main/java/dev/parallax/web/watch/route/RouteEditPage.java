package dev.parallax.web.watch.route;

import dev.parallax.report.html.Markup;
import dev.parallax.watch.spec.RouteKind;
import dev.parallax.web.pages.PageFrame;
import dev.parallax.web.request.Assets;
import dev.parallax.web.request.Links;
import dev.parallax.web.request.Visit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** The form of one route, and its removal. */
final class RouteEditPage {
  private static final List<String> TEXTS = List.of("url", "server", "from", "to", "user");
  private static final List<String> LANGUAGES = List.of("", "en", "zh");
  private static final List<String> TLS = List.of("", "none", "starttls", "tls");

  private final Assets assets;

  RouteEditPage(Assets assets) {
    this.assets = assets;
  }

  String write(Visit visit, RouteForm form, Optional<String> problem) {
    var page = new PageFrame(visit, assets);
    var html = page.html();
    var title = visit.say(form.isNew() ? "routeform.new" : "routeform.change");
    return page.document(
        title,
        () -> {
          html.element("h1", title, "class", "page");
          if (!form.isNew()) {
            html.element("p", form.name(), "class", "name");
          }
          html.in("section", () -> form(html, visit, form, problem), "class", "start");
          if (!form.isNew()) {
            html.in("section", () -> removal(html, visit, form), "class", "start");
          }
        });
  }

  private static void form(Markup html, Visit visit, RouteForm form, Optional<String> problem) {
    if (form.isCommand()) {
      problem.ifPresent(detail -> PageFrame.problem(html, detail));
      html.element("p", visit.say("routeform.command"), "class", "legend");
      return;
    }
    html.in(
        "form",
        () -> fields(html, visit, form, problem),
        "method",
        "post",
        "action",
        form.isNew() ? Links.ROUTE_ADD : Links.ROUTE_EDIT,
        "class",
        "fields");
  }

  private static void fields(Markup html, Visit visit, RouteForm form, Optional<String> problem) {
    PageFrame.key(html, visit);
    problem.ifPresent(detail -> PageFrame.problem(html, detail));
    hidden(html, "version", form.version());
    if (form.isNew()) {
      text(html, visit, "name", form.name());
    } else {
      hidden(html, "name", form.name());
    }
    choice(html, visit, "type", types(form), form.value("type"));
    choice(html, visit, "language", LANGUAGES, form.value("language"));
    TEXTS.forEach(key -> text(html, visit, key, form.value(key)));
    choice(html, visit, "tls", TLS, form.value("tls"));
    secret(html, visit, form, "secret");
    secret(html, visit, form, "secret-url");
    html.element("p", visit.say("routeform.help"), "class", "legend");
    html.element(
        "button", visit.say(form.isNew() ? "watchform.add" : "watchform.save"), "type", "submit");
  }

  /** An unknown type that was posted is shown as no choice. */
  private static List<String> types(RouteForm form) {
    var types =
        new ArrayList<>(
            Stream.of(RouteKind.values())
                .filter(kind -> kind != RouteKind.COMMAND)
                .map(RouteKind::word)
                .toList());
    if (!types.contains(form.value("type"))) {
      types.addFirst("");
    }
    return types;
  }

  private static void hidden(Markup html, String name, String value) {
    html.empty("input", "type", "hidden", "name", name, "value", value);
  }

  private static void label(Markup html, Visit visit, String key) {
    html.element("label", visit.say("routeform." + key), "for", "route-" + key);
  }

  private static void text(Markup html, Visit visit, String key, String value) {
    html.in(
        "div",
        () -> {
          label(html, visit, key);
          html.empty(
              "input",
              "id",
              "route-" + key,
              "name",
              key,
              "value",
              value,
              "maxlength",
              "2000",
              "spellcheck",
              "false");
        });
  }

  private static void choice(
      Markup html, Visit visit, String key, List<String> words, String chosen) {
    html.in(
        "div",
        () -> {
          label(html, visit, key);
          html.in(
              "select",
              () -> words.forEach(word -> option(html, label(visit, key, word), word, chosen)),
              "id",
              "route-" + key,
              "name",
              key);
        });
  }

  private static String label(Visit visit, String key, String word) {
    if (!word.isEmpty()) {
      return word;
    }
    return visit.say(key.equals("type") ? "routeform.choose" : "watchform.default");
  }

  private static void option(Markup html, String text, String word, String chosen) {
    if (word.equals(chosen)) {
      html.element("option", text, "value", word, "selected", "selected");
    } else {
      html.element("option", text, "value", word);
    }
  }

  private static void secret(Markup html, Visit visit, RouteForm form, String word) {
    html.in(
        "div",
        () -> {
          label(html, visit, word);
          html.empty(
              "input",
              "id",
              "route-" + word,
              "name",
              word,
              "type",
              "password",
              "autocomplete",
              "new-password",
              "maxlength",
              "4096",
              "placeholder",
              visit.say(form.set().contains(word) ? "routeform.set" : "routeform.unset"));
        });
  }

  private static void removal(Markup html, Visit visit, RouteForm form) {
    html.element("h2", visit.say("routeform.remove"));
    html.element("p", visit.say("routeform.remove.help"), "class", "legend");
    html.in(
        "form",
        () -> {
          PageFrame.key(html, visit);
          hidden(html, "name", form.name());
          hidden(html, "version", form.version());
          html.element("button", visit.say("routeform.remove"), "type", "submit", "class", "quiet");
        },
        "method",
        "post",
        "action",
        Links.ROUTE_REMOVE);
  }
}
