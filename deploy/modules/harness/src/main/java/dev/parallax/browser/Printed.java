package dev.parallax.browser;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;

/** A printed page, requested with a dark screen. */
public final class Printed {
  /** A4 less a centimetre on either side, at 96 pixels an inch. */
  private static final int PAPER = 718;

  private static final String CUT =
      """
      [...document.querySelectorAll('main *')]
        .filter(one => one.checkVisibility() && one.getBoundingClientRect().right > %d)
        .map(one => one.outerHTML.slice(0, 100))
      """
          .formatted(PAPER + 1);

  private static final String COLOURS =
      "[document.body, document.querySelector('main')].map(one => getComputedStyle(one))"
          + ".map(style => style.backgroundColor + ' ' + style.color)";

  private Printed() {}

  /** The defects of the open page; an empty list is expected. */
  public static List<String> complaints(Chromium browser) throws IOException {
    dark(browser, "print");
    size(browser, PAPER);
    var complaints = new ArrayList<String>();
    browser.evaluate(CUT).forEach(one -> complaints.add("wider than paper: " + one.asText()));
    for (var colours : browser.evaluate(COLOURS)) {
      if (!colours
          .asText()
          .matches("(rgba\\(0, 0, 0, 0\\)|rgb\\(255, 255, 255\\)) rgb\\(0, 0, 0\\)")) {
        complaints.add("not black on white: " + colours.asText());
      }
    }
    if (!new String(pdf(browser), 0, 4, StandardCharsets.US_ASCII).equals("%PDF")) {
      complaints.add("it does not print");
    }
    dark(browser, "");
    browser.call("Emulation.clearDeviceMetricsOverride", Map.of());
    return complaints;
  }

  private static byte[] pdf(Chromium browser) throws IOException {
    var printed = browser.call("Page.printToPDF", Map.of("printBackground", false));
    return Base64.getDecoder().decode(printed.path("data").asText());
  }

  private static void dark(Chromium browser, String media) throws IOException {
    var scheme = Map.of("name", "prefers-color-scheme", "value", media.isEmpty() ? "" : "dark");
    browser.call("Emulation.setEmulatedMedia", Map.of("media", media, "features", List.of(scheme)));
  }

  private static void size(Chromium browser, int width) throws IOException {
    browser.call(
        "Emulation.setDeviceMetricsOverride",
        Map.of("width", width, "height", 1_040, "deviceScaleFactor", 1, "mobile", false));
  }
}
