package dev.parallax.browser;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** A page without a mouse: by the tab key. */
public final class Typed {
  private static final String UNSEEN =
      """
      [...document.querySelectorAll('a[href], button, input, textarea, select, summary, [tabindex]')]
        .filter(one => one.type != 'hidden' && one.checkVisibility())
        .filter(one => {
          one.focus({focusVisible: true});
          const style = getComputedStyle(one);
          return document.activeElement == one
            && (style.outlineStyle == 'none' || parseFloat(style.outlineWidth) == 0);
        })
        .map(one => one.outerHTML.slice(0, 100))
      """;

  private static final String OUT_OF_ORDER =
      "[...document.querySelectorAll('[tabindex]')].filter(one => one.tabIndex > 0).length";

  private Typed() {}

  /** The defects of the open page; an empty list is expected. */
  public static List<String> complaints(Chromium browser) throws IOException {
    var complaints = new ArrayList<String>();
    // No window of a headless browser is in front.
    browser.call("Emulation.setFocusEmulationEnabled", Map.of("enabled", true));
    browser
        .evaluate(UNSEEN)
        .forEach(one -> complaints.add("not seen when it has the focus: " + one.asText()));
    if (browser.evaluate(OUT_OF_ORDER).asInt() > 0) {
      complaints.add("the keyboard's order is not the reading order");
    }
    return complaints;
  }
}
