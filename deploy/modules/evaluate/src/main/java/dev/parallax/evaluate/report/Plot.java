package dev.parallax.evaluate.report;

import com.google.errorprone.annotations.FormatMethod;
import java.util.List;
import java.util.Locale;

/** A chart as an SVG text: axes from 0 to 1 or less, lines and points. */
final class Plot {
  private static final int WIDTH = 720;
  private static final int HEIGHT = 480;
  private static final int LEFT = 70;
  private static final int RIGHT = 210;
  private static final int TOP = 44;
  private static final int BOTTOM = 56;
  private static final List<String> COLOURS =
      List.of(
          "#0b5fa5", "#c2410c", "#15803d", "#7c3aed", "#a16207", "#be185d", "#0f766e", "#4b5563",
          "#dc2626", "#65a30d", "#9333ea", "#0891b2", "#78350f");

  private final StringBuilder body = new StringBuilder();
  private final double mostX;
  private final double mostY;
  private int series;

  Plot(String title, String x, String y, double mostX, double mostY) {
    this.mostX = mostX;
    this.mostY = mostY;
    text(LEFT, 24, "start", 16, title);
    text((LEFT + WIDTH - RIGHT) / 2.0, HEIGHT - 12, "middle", 13, x);
    body.append(
        "<text transform='translate(18 %d) rotate(-90)' text-anchor='middle' font-size='13'>%s</text>%n"
            .formatted((TOP + HEIGHT - BOTTOM) / 2, y));
    for (int i = 0; i <= 5; i++) {
      grid(i / 5.0);
    }
  }

  private void grid(double share) {
    double x = x(share * mostX);
    double y = y(share * mostY);
    line(x, TOP, x, HEIGHT - BOTTOM, "#e5e7eb", "");
    line(LEFT, y, WIDTH - RIGHT, y, "#e5e7eb", "");
    text(x, HEIGHT - BOTTOM + 18, "middle", 11, label(share * mostX));
    text(LEFT - 8, y + 4, "end", 11, label(share * mostY));
  }

  private static String label(double value) {
    return String.format(Locale.ROOT, "%.0f %%", 100 * value);
  }

  private double x(double value) {
    return LEFT + (WIDTH - LEFT - RIGHT) * value / mostX;
  }

  private double y(double value) {
    return HEIGHT - BOTTOM - (HEIGHT - TOP - BOTTOM) * Math.min(value, mostY) / mostY;
  }

  /** From one point of the chart to another. */
  Plot guide(double x1, double y1, double x2, double y2) {
    line(x(x1), y(y1), x(x2), y(y2), "#9ca3af", " stroke-dasharray='5 4'");
    return this;
  }

  /** A line through these points, {@code {x, y}} each, with its name to the right of the chart. */
  Plot line(String name, List<double[]> points, boolean dots) {
    var colour = COLOURS.get(series % COLOURS.size());
    var path = new StringBuilder();
    for (var point : points) {
      path.append(format("%.1f,%.1f ", x(point[0]), y(point[1])));
    }
    body.append(
        "<polyline fill='none' stroke='%s' stroke-width='%s' points='%s'/>%n"
            .formatted(colour, series == 0 ? "3" : "1.5", path.toString().strip()));
    if (dots) {
      for (var point : points) {
        body.append(
            format(
                "<circle cx='%.1f' cy='%.1f' r='4' fill='%s'/>%n",
                x(point[0]), y(point[1]), colour));
      }
    }
    double y = TOP + 10 + 20.0 * series;
    line(WIDTH - RIGHT + 14, y, WIDTH - RIGHT + 36, y, colour, " stroke-width='3'");
    text(WIDTH - RIGHT + 42, y + 4, "start", 12, name);
    series++;
    return this;
  }

  private void line(double x1, double y1, double x2, double y2, String colour, String more) {
    body.append(
        format(
            "<line x1='%.1f' y1='%.1f' x2='%.1f' y2='%.1f' stroke='%s'%s/>%n",
            x1, y1, x2, y2, colour, more));
  }

  private void text(double x, double y, String anchor, int size, String text) {
    body.append(
        format(
            "<text x='%.1f' y='%.1f' text-anchor='%s' font-size='%d'>%s</text>%n",
            x, y, anchor, size, text.replace("&", "&amp;").replace("<", "&lt;")));
  }

  @FormatMethod
  private static String format(String format, Object... values) {
    return String.format(Locale.ROOT, format, values);
  }

  String svg() {
    return "<svg xmlns='http://www.w3.org/2000/svg' width='%d' height='%d' font-family='sans-serif'>%n<rect width='100%%' height='100%%' fill='white'/>%n%s</svg>%n"
        .formatted(WIDTH, HEIGHT, body);
  }
}
