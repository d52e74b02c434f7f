package dev.parallax.web.pages;

import dev.parallax.model.verdict.Blame;
import dev.parallax.report.html.Markup;
import dev.parallax.web.live.PastVerdict;
import dev.parallax.web.request.RelativeTime;
import dev.parallax.web.request.Visit;
import java.util.List;
import java.util.Map;

/**
 * Verdicts over time as a row of bars, oldest first: a worse verdict has a higher bar, so that
 * colours are not needed.
 */
final class VerdictStrip {
  private static final int WIDTH = 7;
  private static final int STEP = 9;
  private static final int HEIGHT = 24;

  private VerdictStrip() {}

  /** The last {@code most} of {@code past}. */
  static void write(Markup html, Visit visit, List<PastVerdict> past, int most) {
    var shown = past.subList(Math.max(0, past.size() - most), past.size());
    int width = Math.max(1, shown.size()) * STEP;
    html.in(
        "svg",
        () -> {
          for (int i = 0; i < shown.size(); i++) {
            bar(html, visit, shown.get(i), i * STEP);
          }
        },
        "class",
        "strip",
        "width",
        Integer.toString(width),
        "height",
        Integer.toString(HEIGHT),
        "viewBox",
        "0 0 " + width + " " + HEIGHT,
        "role",
        "img",
        "aria-label",
        label(visit, shown));
  }

  private static void bar(Markup html, Visit visit, PastVerdict past, int x) {
    var blame = past.verdict().blame();
    int height = height(blame);
    html.in(
        "rect",
        () ->
            html.element(
                "title",
                RelativeTime.exact(past.at()) + " " + visit.catalogue().place(past.verdict())),
        "class",
        tone(blame),
        "x",
        Integer.toString(x),
        "y",
        Integer.toString(HEIGHT - height),
        "width",
        Integer.toString(WIDTH),
        "height",
        Integer.toString(height),
        "rx",
        "1");
  }

  private static String label(Visit visit, List<PastVerdict> shown) {
    long well =
        shown.stream().filter(verdict -> verdict.verdict().blame() == Blame.HEALTHY).count();
    return visit.say(
        "strip", Map.of("count", Integer.toString(shown.size()), "well", Long.toString(well)));
  }

  private static int height(Blame blame) {
    return switch (blame) {
      case HEALTHY -> 5;
      case INCONCLUSIVE -> 10;
      case VANTAGE -> 13;
      case PATH -> 16;
      case REGION -> 20;
      case ORIGIN -> HEIGHT;
    };
  }

  private static String tone(Blame blame) {
    return switch (blame) {
      case HEALTHY -> "ok";
      case INCONCLUSIVE -> "some";
      case ORIGIN, REGION, PATH, VANTAGE -> "bad";
    };
  }
}
