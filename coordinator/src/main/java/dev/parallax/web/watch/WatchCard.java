package dev.parallax.web.watch;

import dev.parallax.model.verdict.Blame;
import dev.parallax.report.html.HtmlReport;
import dev.parallax.report.html.Markup;
import dev.parallax.store.SilenceRecord;
import dev.parallax.watch.incident.Incident;
import dev.parallax.watch.run.WatchOverview.WatchState;
import dev.parallax.web.pages.Card;
import dev.parallax.web.pages.PageFrame;
import dev.parallax.web.request.Links;
import dev.parallax.web.request.RelativeTime;
import dev.parallax.web.request.Visit;
import java.util.List;
import java.util.Map;

/** One watch in a list: its state, its next look, and its silence. */
final class WatchCard {
  private final Markup html;
  private final Visit visit;
  private final WatchState state;

  WatchCard(Markup html, Visit visit, WatchState state) {
    this.html = html;
    this.visit = visit;
    this.state = state;
  }

  void write() {
    new Card(tone(state), this::words, this::times).write(html);
  }

  /** The class of the style sheet that colours the state. */
  static String tone(WatchState state) {
    return state.isLookedAt() || state.open().isPresent() ? PageFrame.lower(blame(state)) : "none";
  }

  /** The blame of the open incident. */
  static Blame blame(WatchState state) {
    return state
        .open()
        .map(incident -> incident.finding().blame())
        .orElse(state.failing() ? Blame.INCONCLUSIVE : Blame.HEALTHY);
  }

  private void words() {
    html.element(
        "a",
        state.watch().name(),
        "href",
        Links.target(state.watch().target().target()),
        "class",
        "name");
    status(html, visit, state);
    html.element("p", facts(visit, state), "class", "more");
  }

  /** The state in one paragraph, and the silence in another. */
  static void status(Markup html, Visit visit, WatchState state) {
    html.in("p", () -> now(html, visit, state), "class", "headline");
    unmatched(visit, state).forEach(sentence -> html.element("p", sentence, "class", "muted"));
    PhaseTable.slow(visit, state.phases())
        .ifPresent(sentence -> html.element("p", sentence, "class", "muted"));
    if (state.maintenance()) {
      html.element("p", visit.say("watch.maintenance"), "class", "muted");
    }
    state.silence().ifPresent(silence -> silenced(html, visit, silence));
  }

  /** The selectors that match no vantage, and what is not done for that reason. */
  private static List<String> unmatched(Visit visit, WatchState state) {
    if (state.unmatched().from()) {
      return List.of(visit.say("watch.unmatched", "selector", state.watch().vantages().toString()));
    }
    return state.unmatched().inside().stream()
        .map(inside -> visit.say("watch.unmatched.inside", "selector", inside.toString()))
        .toList();
  }

  /** The content of a paragraph: the state in one line. */
  static void now(Markup html, Visit visit, WatchState state) {
    if (state.watch().paused()) {
      html.element("span", visit.say("watch.paused"), "class", "mark").text(" ");
      html.text(visit.say("watch.paused.help"));
      return;
    }
    if (!state.isLookedAt() && state.open().isEmpty()) {
      html.element("span", visit.say("watch.unseen"), "class", "mark");
      return;
    }
    HtmlReport.mark(html, blame(state));
    html.text(sentence(visit, state));
  }

  private static String sentence(Visit visit, WatchState state) {
    return state
        .open()
        .map(Incident::finding)
        .map(finding -> IncidentText.sentence(visit.catalogue(), finding))
        .orElseGet(() -> visit.say(state.failing() ? "watch.failing" : "watch.healthy"));
  }

  private static void silenced(Markup html, Visit visit, SilenceRecord silence) {
    html.in(
        "form",
        () -> {
          PageFrame.key(html, visit);
          html.empty("input", "type", "hidden", "name", "target", "value", silence.target());
          html.in(
              "span",
              () ->
                  html.text(
                      visit.say(
                          "watch.silenced",
                          Map.of(
                              "end", RelativeTime.exact(silence.endsAt()),
                              "left", IncidentText.until(visit, silence.endsAt()),
                              "author", silence.author(),
                              "reason", silence.reason()))));
          html.text(" ");
          html.element("button", visit.say("silence.end"), "type", "submit", "class", "quiet");
        },
        "method",
        "post",
        "action",
        Links.UNSILENCE,
        "class",
        "muted");
  }

  static String facts(Visit visit, WatchState state) {
    var watch = state.watch();
    return visit.say(
        "watch.facts",
        Map.of(
            "interval", IncidentText.length(visit, watch.interval()),
            "vantages", watch.vantages().toString(),
            "level", watch.level().word(),
            "routes",
                watch.routes().isEmpty()
                    ? visit.say("watch.routes.none")
                    : String.join(", ", watch.routes())));
  }

  private void times() {
    html.element("span", state.watch().paused() ? "" : next());
    html.in("span", this::actions, "class", "actions");
  }

  private String next() {
    return state
        .nextLook()
        .map(at -> visit.say("watch.next", "left", IncidentText.until(visit, at)))
        .orElseGet(() -> visit.say("watch.due"));
  }

  private void actions() {
    var watch = state.watch();
    var paused = watch.paused();
    html.element("a", visit.say("watch.edit"), "href", Links.watchEdit(watch.target().target()));
    WatchEditPage.button(
        html,
        visit,
        paused ? Links.WATCH_RESUME : Links.WATCH_PAUSE,
        watch.name(),
        "",
        paused ? "watch.resume" : "watch.pause");
  }
}
