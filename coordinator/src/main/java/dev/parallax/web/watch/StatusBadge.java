package dev.parallax.web.watch;

import dev.parallax.model.verdict.Blame;
import dev.parallax.report.html.Markup;
import dev.parallax.report.layout.DisplayWidth;
import dev.parallax.text.Printable;
import dev.parallax.watch.run.WatchOverview.WatchState;
import dev.parallax.web.request.Visit;

/** The state of a watched target as a small image. */
final class StatusBadge {
  private static final int NAME = 40;
  private static final int COLUMN = 7;
  private static final int PADDING = 14;
  private static final int HEIGHT = 20;
  private static final String PAUSED = "#57606a";

  private StatusBadge() {}

  static String write(Visit visit, WatchState state) {
    var name = Printable.of(state.watch().target().target().host(), NAME);
    var blame = WatchCard.blame(state);
    var word = word(visit, state, blame);
    int left = width(name);
    int right = width(word);
    var html = new Markup();
    html.in(
        "svg",
        () -> {
          html.element("title", name + ": " + word);
          box(html, 0, left, "#444d56");
          box(html, left, right, !state.isLookedAt() ? PAUSED : colour(blame));
          text(html, left / 2, name);
          text(html, left + right / 2, word);
        },
        "xmlns",
        "http://www.w3.org/2000/svg",
        "width",
        Integer.toString(left + right),
        "height",
        Integer.toString(HEIGHT),
        "role",
        "img",
        "aria-label",
        name + ": " + word);
    return html.toString();
  }

  private static String word(Visit visit, WatchState state, Blame blame) {
    if (state.watch().paused()) {
      return visit.say("watch.paused");
    }
    var word =
        state.isLookedAt() || state.open().isPresent()
            ? visit.catalogue().blame(blame)
            : visit.say("watch.unseen");
    return state.silence().isPresent() || state.maintenance()
        ? word + " (" + visit.say("badge.muted") + ")"
        : word;
  }

  private static int width(String text) {
    return DisplayWidth.of(text) * COLUMN + PADDING;
  }

  private static String colour(Blame blame) {
    return switch (blame) {
      case HEALTHY -> "#116329";
      case INCONCLUSIVE -> "#7d4e00";
      case ORIGIN, REGION, PATH, VANTAGE -> "#b3121d";
    };
  }

  private static void box(Markup html, int x, int width, String colour) {
    html.empty(
        "rect",
        "x",
        Integer.toString(x),
        "width",
        Integer.toString(width),
        "height",
        Integer.toString(HEIGHT),
        "fill",
        colour);
  }

  private static void text(Markup html, int x, String text) {
    html.element(
        "text",
        text,
        "x",
        Integer.toString(x),
        "y",
        "14",
        "fill",
        "#ffffff",
        "text-anchor",
        "middle",
        "font-family",
        "Verdana, DejaVu Sans, sans-serif",
        "font-size",
        "11");
  }
}
