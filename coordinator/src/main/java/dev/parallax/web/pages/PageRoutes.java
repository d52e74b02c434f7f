package dev.parallax.web.pages;

import dev.parallax.model.endpoint.Target;
import dev.parallax.model.value.SweepId;
import dev.parallax.web.http.Answer;
import dev.parallax.web.metrics.Metrics;
import dev.parallax.web.request.Links;
import dev.parallax.web.request.Visit;
import dev.parallax.web.request.WebRoutes;
import java.util.Optional;
import java.util.function.Function;

/** The paths and their pages, for authorised visitors. */
public final class PageRoutes {
  private static final String HTML_FILE = ".html";
  private static final String JSON_FILE = ".json";

  /** The file contains its own style sheet and the policy for it. */
  private static final String FILE_POLICY =
      "default-src 'none'; style-src 'unsafe-inline'; frame-ancestors 'none'; sandbox";

  private final OverviewPage overview;
  private final SweepPage sweep;
  private final TargetPage target;
  private final StartSweepAction operating;
  private final MessagePages messages;

  public PageRoutes(
      OverviewPage overview,
      SweepPage sweep,
      TargetPage target,
      StartSweepAction operating,
      MessagePages messages) {
    this.overview = overview;
    this.sweep = sweep;
    this.target = target;
    this.operating = operating;
    this.messages = messages;
  }

  public WebRoutes routes(LoginPage login, Metrics metrics) {
    return new WebRoutes()
        .on("GET", "/", this::overview)
        .on("GET", Links.SWEEPS, visit -> Answer.seeOther("/"))
        .on("POST", Links.SWEEPS, operating::start)
        .below("GET", Links.SWEEPS + "/", this::sweep)
        .on("GET", Links.TARGET, this::target)
        .on("GET", "/metrics", visit -> metrics.answer())
        .on("POST", "/logout", login::leave);
  }

  private Answer overview(Visit visit) {
    return Answer.html(200, overview.write(visit, SweepForm.EMPTY, Optional.empty()));
  }

  private Answer target(Visit visit) {
    return parsed(visit.request().query("name"), Target::parse)
        .flatMap(known -> target.write(visit, known))
        .map(document -> Answer.html(200, document))
        .orElseGet(() -> messages.notFound(visit));
  }

  private Answer sweep(Visit visit) {
    var name = visit.request().path().substring(Links.SWEEPS.length() + 1);
    if (name.endsWith(HTML_FILE)) {
      return file(visit, name, HTML_FILE, id -> html(visit, id));
    }
    if (name.endsWith(JSON_FILE)) {
      return file(visit, name, JSON_FILE, id -> json(visit, id));
    }
    return parsed(name, SweepId::new)
        .flatMap(id -> sweep.write(visit, id))
        .map(document -> Answer.html(200, document))
        .orElseGet(() -> messages.notFound(visit));
  }

  private Answer file(
      Visit visit, String name, String ending, Function<SweepId, Optional<Answer>> write) {
    return parsed(name.substring(0, name.length() - ending.length()), SweepId::new)
        .flatMap(write)
        .orElseGet(() -> messages.notFound(visit));
  }

  private Optional<Answer> html(Visit visit, SweepId id) {
    try {
      return sweep
          .html(visit, id)
          .map(content -> attached(id + HTML_FILE, "text/html", content))
          .map(found -> found.with("content-security-policy", FILE_POLICY));
    } catch (RuntimeException unshowable) {
      return Optional.of(sweep.noHtml(visit, id, unshowable));
    }
  }

  private Optional<Answer> json(Visit visit, SweepId id) {
    try {
      return sweep
          .json(visit, id)
          .map(content -> attached(id + JSON_FILE, "application/json", content));
    } catch (RuntimeException unshowable) {
      return Optional.of(sweep.noJson(visit, id, unshowable));
    }
  }

  private static Answer attached(String name, String type, String content) {
    return Answer.of(200, type + "; charset=utf-8", content)
        .with("content-disposition", "attachment; filename=\"" + name + "\"");
  }

  private static <T> Optional<T> parsed(String text, Function<String, T> parse) {
    try {
      return Optional.of(parse.apply(text));
    } catch (IllegalArgumentException malformed) {
      return Optional.empty();
    }
  }
}
