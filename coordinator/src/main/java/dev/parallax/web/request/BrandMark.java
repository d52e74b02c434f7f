package dev.parallax.web.request;

import dev.parallax.report.html.Markup;

/**
 * The mark of {@code icon.svg}, inlined in the page, so that the first paint does not wait for an
 * image.
 */
public final class BrandMark {
  private static final String[] RAYS = {
    "d",
    "M5 25 21 8M27 25 11 8",
    "fill",
    "none",
    "stroke",
    "#fff",
    "stroke-width",
    "2.6",
    "stroke-linecap",
    "round"
  };
  private static final String[] ORIGIN = {
    "cx", "16", "cy", "13.3", "r", "4.4", "fill", "#0a58ca", "stroke", "#fff", "stroke-width", "2.4"
  };

  private BrandMark() {}

  public static void write(Markup html) {
    html.in(
        "svg",
        () -> {
          html.empty("rect", "width", "32", "height", "32", "rx", "7", "fill", "#0a58ca");
          html.empty("path", RAYS);
          html.empty("circle", ORIGIN);
        },
        "viewBox",
        "0 0 32 32",
        "width",
        "22",
        "height",
        "22",
        "aria-hidden",
        "true");
  }
}
