package dev.parallax.web.pages;

import dev.parallax.report.html.Markup;
import dev.parallax.web.access.AccessControl;
import dev.parallax.web.http.Answer;
import dev.parallax.web.request.Assets;
import dev.parallax.web.request.Links;
import dev.parallax.web.request.Visit;
import java.util.Optional;

/** The page with the form for the login token, and the redirect to it. */
public final class LoginPage {
  private static final String NEXT = "next";
  private static final String RETRY_SECONDS = "60";

  private final AccessControl doors;
  private final Assets assets;

  public LoginPage(AccessControl doors, Assets assets) {
    this.doors = doors;
    this.assets = assets;
  }

  /** Redirects people to the form, and returns the missing credential to programs. */
  public Answer ask(Visit visit) {
    if (doors.refused(visit.request()) == AccessControl.Login.TOO_OFTEN) {
      return Answer.text(429, visit.say("login.often")).with("retry-after", RETRY_SECONDS);
    }
    var wantsPage = visit.request().header("accept").orElse("").contains("text/html");
    if (doors.hasLogin() && wantsPage && !visit.request().method().equals("POST")) {
      return Answer.seeOther(Links.LOGIN + "?" + Links.pair(NEXT, visit.request().path()));
    }
    return wantsPage
        ? write(visit, 401, Optional.of(visit.say("login.certificate")))
        : Answer.text(401, visit.say("login.certificate"))
            .with("www-authenticate", "Bearer realm=\"Parallax\"");
  }

  public Answer show(Visit visit) {
    return write(visit, 200, Optional.empty());
  }

  /** Accepts a token. */
  public Answer take(Visit visit) {
    return switch (doors.login(visit.request().field("token"), visit.request().client())) {
      case IN ->
          Answer.seeOther(next(visit)).with("set-cookie", doors.sessionCookie(visit.request()));
      case WRONG -> write(visit, 401, Optional.of(visit.say("login.wrong")));
      case TOO_OFTEN ->
          write(visit, 429, Optional.of(visit.say("login.often")))
              .with("retry-after", RETRY_SECONDS);
    };
  }

  Answer leave(Visit visit) {
    return Answer.seeOther("/").with("set-cookie", doors.endedCookie(visit.request()));
  }

  /** A page of this server, whatever the link to the form contained. */
  private static String next(Visit visit) {
    var next = visit.request().field(NEXT);
    return next.matches("/[A-Za-z0-9][A-Za-z0-9/._-]*") ? next : "/";
  }

  private Answer write(Visit visit, int status, Optional<String> problem) {
    var page = new PageFrame(visit, assets);
    var html = page.html();
    return Answer.html(
        status,
        page.document(
            visit.say("login"),
            () -> html.in("section", () -> body(html, visit, problem), "class", "start login")));
  }

  private void body(Markup html, Visit visit, Optional<String> problem) {
    html.element("h1", visit.say("login"));
    problem.ifPresent(detail -> PageFrame.problem(html, detail));
    if (doors.hasLogin()) {
      html.in("form", () -> form(html, visit), "method", "post", "action", Links.LOGIN);
    }
  }

  private static void form(Markup html, Visit visit) {
    PageFrame.key(html, visit);
    var posted = visit.request().field(NEXT);
    html.empty(
        "input",
        "type",
        "hidden",
        "name",
        NEXT,
        "value",
        posted.isEmpty() ? visit.request().query(NEXT) : posted);
    html.element("label", visit.say("login.token"), "for", "token");
    html.empty(
        "input",
        "type",
        "password",
        "id",
        "token",
        "name",
        "token",
        "required",
        "required",
        "autocomplete",
        "current-password",
        "autofocus",
        "autofocus");
    html.element("button", visit.say("login.enter"), "type", "submit");
  }
}
