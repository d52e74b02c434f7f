package dev.parallax.web;

import dev.parallax.text.Printable;
import dev.parallax.web.access.AccessControl;
import dev.parallax.web.access.HostNameCheck;
import dev.parallax.web.api.ApiAnswers;
import dev.parallax.web.http.Answer;
import dev.parallax.web.http.Handler;
import dev.parallax.web.http.WebRequest;
import dev.parallax.web.pages.LoginPage;
import dev.parallax.web.pages.MessagePages;
import dev.parallax.web.request.Languages;
import dev.parallax.web.request.Links;
import dev.parallax.web.request.Visit;
import dev.parallax.web.request.Visitor;
import dev.parallax.web.request.WebRoutes;
import java.time.InstantSource;
import java.util.Map;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The checks of every request: the requested host, the visitor, and the origin of a form. */
final class RequestGate implements Handler {
  private static final Logger log = LoggerFactory.getLogger(RequestGate.class);
  private static final Visitor STRANGER = new Visitor("nobody", "nobody", false);
  private static final Set<String> READING = Set.of("GET", "HEAD");

  private static final Map<String, String> HEADERS =
      Map.of(
          "content-security-policy",
          "default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self';"
              + " connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'",
          "x-content-type-options",
          "nosniff",
          "x-frame-options",
          "DENY",
          // A stricter policy removes the Origin header from our own forms too.
          "referrer-policy",
          "same-origin",
          "cross-origin-opener-policy",
          "same-origin",
          "cross-origin-resource-policy",
          "same-origin",
          "cache-control",
          "no-store");

  private final HostNameCheck hosts;
  private final AccessControl doors;
  private final Languages languages;
  private final WebRoutes open;
  private final WebRoutes closed;
  private final LoginPage login;
  private final MessagePages messages;
  private final InstantSource clock;

  /**
   * Combines the parts.
   *
   * @param open the routes without login
   * @param closed the routes with login
   */
  RequestGate(
      HostNameCheck hosts,
      AccessControl doors,
      Languages languages,
      WebRoutes open,
      WebRoutes closed,
      LoginPage login,
      MessagePages messages,
      InstantSource clock) {
    this.hosts = hosts;
    this.doors = doors;
    this.languages = languages;
    this.open = open;
    this.closed = closed;
    this.login = login;
    this.messages = messages;
    this.clock = clock;
  }

  @Override
  public Answer answer(WebRequest request) {
    var answer = guarded(request).withDefaults(HEADERS);
    return Languages.cookie(request)
        .filter(cookie -> !answer.headers().containsKey("set-cookie"))
        .map(cookie -> answer.with("set-cookie", cookie))
        .orElse(answer);
  }

  private Answer guarded(WebRequest request) {
    if (!hosts.accepts(request.header("host").orElse(""))) {
      return Answer.text(421, "this port does not answer to that host name; see serve --http-name");
    }
    var visitor = doors.visitor(request);
    var visit = visit(request, visitor.orElse(STRANGER));
    try {
      return open.find(request.path())
          .map(route -> routed(visit, route))
          .orElseGet(
              () ->
                  visitor.isPresent()
                      ? closed
                          .find(request.path())
                          .map(route -> routed(visit, route))
                          .orElseGet(() -> problem(visit, 404, "error.notfound"))
                      : login.ask(visit));
    } catch (RuntimeException defect) {
      log.error("unexpected exception in a request", defect);
      return problem(visit, 500, "error.internal");
    }
  }

  private Answer routed(Visit visit, WebRoutes.PathMethods route) {
    var method = visit.request().method();
    var page = route.page(READING.contains(method) ? "GET" : method);
    if (page.isEmpty()) {
      return problem(visit, 405, "error.method").with("allow", route.allow());
    }
    if (!READING.contains(method) && !isOwn(visit)) {
      log.warn(
          "refused a form from another origin: {}",
          Printable.escaped(visit.request().path(), Printable.LIMIT));
      return problem(visit, 403, isApi(visit) ? "error.call" : "error.form");
    }
    return page.get().apply(visit);
  }

  /** Reports of browsers come from every origin, and need no login. */
  private boolean isOwn(Visit visit) {
    if (visit.request().path().equals(Links.NEL)) {
      return true;
    }
    return isApi(visit)
        ? doors.isOwnCall(visit.request())
        : doors.isOwnForm(visit.request(), visit.visitor().session());
  }

  private static boolean isApi(Visit visit) {
    return Links.isApi(visit.request().path());
  }

  private Answer problem(Visit visit, int status, String key) {
    return isApi(visit)
        ? ApiAnswers.error(status, visit.say(key))
        : messages.of(visit, status, key);
  }

  private Visit visit(WebRequest request, Visitor visitor) {
    return new Visit(
        request, visitor, languages.of(request), doors.formKey(visitor.session()), clock.instant());
  }
}
