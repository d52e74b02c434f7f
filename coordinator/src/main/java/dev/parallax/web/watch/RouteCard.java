package dev.parallax.web.watch;

import dev.parallax.report.html.Markup;
import dev.parallax.store.NotificationRecord;
import dev.parallax.watch.run.WatchOverview.RouteState;
import dev.parallax.web.pages.Card;
import dev.parallax.web.pages.PageFrame;
import dev.parallax.web.request.Links;
import dev.parallax.web.request.Visit;
import java.util.Map;

/** One route in a list: its last delivery, and what waits. */
final class RouteCard {
  private final Markup html;
  private final Visit visit;
  private final RouteState state;

  RouteCard(Markup html, Visit visit, RouteState state) {
    this.html = html;
    this.visit = visit;
    this.state = state;
  }

  void write() {
    new Card(tone(), this::words, this::actions).write(html);
  }

  private String tone() {
    return state.last().map(last -> last.error().isEmpty() ? "healthy" : "origin").orElse("none");
  }

  private void words() {
    html.in(
        "span",
        () -> {
          html.element("b", state.route().name());
          html.text(" · " + state.route().kind().word() + " · " + state.route().language().word());
        },
        "class",
        "name");
    html.in(
        "p",
        () -> state.last().ifPresentOrElse(this::last, () -> html.text(visit.say("route.none"))));
    if (state.route().hasSecret()) {
      html.element("p", visit.say("route.secret"), "class", "more");
    }
    if (state.waiting() > 0) {
      html.element("p", visit.say("route.waiting", "count", state.waiting()), "class", "muted");
    }
  }

  private void last(NotificationRecord last) {
    if (last.error().isEmpty()) {
      html.in("span", () -> html.symbol("✓", ""), "class", "mark ok").text(" ");
      html.text(visit.say("route.sent") + " ");
      PageFrame.when(html, visit, last.dueAt());
      return;
    }
    html.in("span", () -> html.symbol("✗", ""), "class", "mark bad").text(" ");
    var key = last.state() == NotificationRecord.State.FAILED ? "route.failed" : "route.retried";
    html.text(
        visit.say(
            key, Map.of("attempts", Integer.toString(last.attempts()), "error", last.error())));
  }

  private void actions() {
    html.in(
        "span",
        () -> {
          html.element("a", visit.say("watch.edit"), "href", Links.routeEdit(state.route().name()));
          test();
        },
        "class",
        "actions");
  }

  private void test() {
    html.in(
        "form",
        () -> {
          PageFrame.key(html, visit);
          html.empty("input", "type", "hidden", "name", "route", "value", state.route().name());
          html.element("button", visit.say("route.test"), "type", "submit", "class", "quiet");
        },
        "method",
        "post",
        "action",
        Links.ROUTE_TEST);
  }
}
