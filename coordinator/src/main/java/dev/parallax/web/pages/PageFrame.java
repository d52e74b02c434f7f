package dev.parallax.web.pages;

import dev.parallax.report.html.Markup;
import dev.parallax.report.words.Language;
import dev.parallax.web.access.AccessControl;
import dev.parallax.web.request.Assets;
import dev.parallax.web.request.BrandMark;
import dev.parallax.web.request.Languages;
import dev.parallax.web.request.Links;
import dev.parallax.web.request.RelativeTime;
import dev.parallax.web.request.Visit;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** The parts of all pages: the head, the top bar, and the language switch. */
public final class PageFrame {
  /** How soon a page without scripts loads itself again while it changes. */
  private static final String RELOAD_SECONDS = "5";

  private final Visit visit;
  private final Assets assets;
  private final Markup html = new Markup();
  private Optional<Duration> every = Optional.empty();

  public PageFrame(Visit visit, Assets assets) {
    this.visit = visit;
    this.assets = assets;
  }

  public Markup html() {
    return html;
  }

  /** The interval at which the page's {@code data-live} parts are updated. */
  public PageFrame changing(Duration time) {
    every = Optional.of(time);
    return this;
  }

  /** The whole document; {@code main} writes its own part into {@link #html}. */
  public String document(String title, Markup.Body main) {
    html.in(
            "html",
            () -> {
              html.in("head", () -> head(title)).line();
              in("body", main);
            },
            "lang",
            visit.catalogue().language() == Language.ZH ? "zh-Hans" : "en")
        .line();
    return "<!DOCTYPE html>\n" + html;
  }

  private void in(String tag, Markup.Body main) {
    Markup.Body body = () -> body(main);
    every.ifPresentOrElse(
        time -> html.in(tag, body, "data-every", Long.toString(time.toMillis())),
        () -> html.in(tag, body));
  }

  private void head(String title) {
    html.empty("meta", "charset", "utf-8");
    html.empty("meta", "name", "viewport", "content", "width=device-width, initial-scale=1");
    html.empty("meta", "name", "color-scheme", "content", "light dark");
    html.element("title", title + " · Parallax");
    html.empty("link", "rel", "stylesheet", "href", assets.path("page.css"));
    html.empty("link", "rel", "icon", "type", "image/svg+xml", "href", assets.path("icon.svg"));
    if (every.isPresent()) {
      html.in(
          "noscript", () -> html.empty("meta", "http-equiv", "refresh", "content", RELOAD_SECONDS));
    }
    html.element("script", "", "src", assets.path("page.js"), "defer", "defer");
  }

  private void body(Markup.Body main) {
    html.element("a", visit.say("skip"), "class", "skip", "href", "#main");
    html.in("header", () -> html.in("div", this::bar, "class", "bar-in"), "class", "top").line();
    html.in("main", main, "id", "main").line();
  }

  private void bar() {
    html.in(
        "a",
        () -> {
          BrandMark.write(html);
          html.text("Parallax");
        },
        "class",
        "brand",
        "href",
        "/");
    html.in("nav", this::links, "aria-label", visit.say("nav"));
  }

  private void links() {
    html.element("a", visit.say("overview"), "href", "/");
    html.element("a", visit.say("incidents"), "href", Links.INCIDENTS);
    html.element("a", visit.say("watches"), "href", Links.WATCHES);
    for (var language : Language.values()) {
      if (language != visit.catalogue().language()) {
        html.element(
            "a",
            language == Language.ZH ? "中文" : "English",
            "href",
            here(language),
            "lang",
            language.word(),
            "hreflang",
            language.word());
      }
    }
    if (visit.visitor().loggedIn()) {
      html.in("form", this::logout, "method", "post", "action", "/logout");
    }
  }

  private void logout() {
    key(html, visit);
    html.element("button", visit.say("logout"), "class", "quiet", "type", "submit");
  }

  /** This page in another language. */
  private String here(Language language) {
    var target = new StringBuilder(visit.request().path()).append('?');
    visit.request().query().entrySet().stream()
        .filter(entry -> !entry.getKey().equals(Languages.PARAMETER))
        .sorted(Map.Entry.comparingByKey())
        .forEach(pair -> target.append(Links.pair(pair.getKey(), pair.getValue())).append('&'));
    return target.append(Links.pair(Languages.PARAMETER, language.word())).toString();
  }

  /** The errors of a form, announced at once to screen readers. */
  public static void problem(Markup html, String detail) {
    html.in(
        "p", () -> html.symbol("✗", "").text(" " + detail), "class", "problem", "role", "alert");
  }

  /** The key of every form, so that no other site can post it. */
  public static void key(Markup html, Visit visit) {
    html.empty("input", "type", "hidden", "name", AccessControl.FORM_KEY, "value", visit.formKey());
  }

  /** A point in time, and how long ago that was. */
  public static void when(Markup html, Visit visit, Instant at) {
    html.element(
        "time",
        RelativeTime.of(visit, at),
        "datetime",
        at.truncatedTo(ChronoUnit.SECONDS).toString(),
        "title",
        RelativeTime.exact(at));
  }

  public static String lower(Enum<?> constant) {
    return constant.name().toLowerCase(Locale.ROOT);
  }
}
