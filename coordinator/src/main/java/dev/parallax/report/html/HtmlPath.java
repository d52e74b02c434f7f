package dev.parallax.report.html;

import dev.parallax.model.verdict.Verdict;
import dev.parallax.report.layout.TextWidth;
import dev.parallax.report.text.VerdictText;
import dev.parallax.report.view.PathView;
import dev.parallax.report.words.Catalogue;
import dev.parallax.report.words.Heading;

/** Draws the path from the affected vantages to the origin, with the place of the break. */
final class HtmlPath {
  private static final int LEFT = 60;
  private static final int SPAN = HtmlLadder.WIDTH - 2 * LEFT;
  private static final int Y = 34;
  private final Markup html;
  private final Catalogue catalogue;

  HtmlPath(Markup html, Catalogue catalogue) {
    this.html = html;
    this.catalogue = catalogue;
  }

  void write(PathView way) {
    var hops = way.hops();
    var title = catalogue.heading(Heading.WAY);
    var words = new VerdictText(catalogue, TextWidth.USUAL).hops(hops);
    html.line().element("h3", title);
    HtmlTables.scrolling(
        html,
        title,
        () ->
            html.in(
                "svg",
                () -> {
                  html.element("title", words);
                  strip(way);
                },
                "class",
                "way",
                "role",
                "img",
                "viewBox",
                "0 0 " + HtmlLadder.WIDTH + " 70"));
    html.element("p", words, "class", "legend");
  }

  private void strip(PathView way) {
    var hops = way.hops();
    int last = way.last();
    line(0, hops.from(), last, "open");
    line(hops.from(), hops.to(), last, "shut");
    line(hops.to(), last, last, "beyond");
    for (int hop = 0; hop <= last; hop++) {
      node(way, hop, kind(hop, hops));
    }
    var cross = hops.to() - hops.from() > 1 ? "✗?" : "✗";
    for (int hop = hops.from(); hop < hops.to(); hop++) {
      text(cross, "cross", (at(hop, last) + at(hop + 1, last)) / 2, Y + 7);
    }
  }

  private static String kind(int hop, Verdict.Hops hops) {
    return hop <= hops.from() ? "open" : hop <= hops.to() ? "shut" : "beyond";
  }

  private static double at(int hop, int last) {
    return LEFT + (double) SPAN * hop / last;
  }

  private void line(int from, int to, int last, String kind) {
    html.empty(
        "line",
        "class",
        "path " + kind,
        "x1",
        HtmlLadder.number(at(from, last)),
        "x2",
        HtmlLadder.number(at(to, last)),
        "y1",
        "" + Y,
        "y2",
        "" + Y);
  }

  private void node(PathView way, int hop, String kind) {
    int last = way.last();
    var router = way.router(hop);
    html.in(
        "g",
        () -> {
          html.element("title", (hop + " " + router).strip());
          html.empty(
              "circle",
              "class",
              "hop " + kind,
              "cx",
              HtmlLadder.number(at(hop, last)),
              "cy",
              "" + Y,
              "r",
              hop == 0 || hop == last ? "8" : "5");
        });
    text(way.name(hop, catalogue), "axis", at(hop, last), Y - 16);
    text(router, "router", at(hop, last), Y + (hop % 2 == 0 ? 22 : 33));
  }

  private void text(String text, String kind, double x, int y) {
    if (!text.isEmpty()) {
      html.element("text", text, "class", kind, "x", HtmlLadder.number(x), "y", "" + y);
    }
  }
}
