package dev.parallax.endtoend;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.parallax.browser.AccessibilityTree;
import dev.parallax.browser.Chromium;
import dev.parallax.browser.Printed;
import dev.parallax.browser.Typed;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The coordinator's pages in a real browser, with a vantage and a sweep to show. */
@Timeout(120)
final class PagesInABrowserTest {
  private static final Pattern PAGES = Pattern.compile("pages on (http://\\S+)");

  /** A port without a listener. */
  private static final String TARGET = "https://closed.example.test:9@127.0.0.1";

  @TempDir Path folder;

  @Test
  void pages_areHeardTypedAndPrinted() throws IOException {
    Assumptions.assumeTrue(Chromium.isThere(), "there is no chromium on the path");
    try (var site = Site.start(folder, "--http", "0")) {
      site.agent("a1");
      site.here("sweep", TARGET, "--trials", "1");
      var address = address(site);
      try (var browser =
          Chromium.start(Files.createDirectory(folder.resolve("chromium")), 1_280, 900)) {
        browser.open(address);
        assertEquals(List.of(), complaints(browser));
        follow(browser, ".cards a[href^='/sweeps/']");
        assertEquals(List.of(), complaints(browser));
        for (var page : List.of("incidents", "watches")) {
          browser.open(address + page);
          assertEquals(List.of(), complaints(browser));
        }
        browser.open(address + "?lang=zh");
        follow(browser, ".cards a[href^='/target']");
        assertEquals(List.of(), complaints(browser));
      }
    }
  }

  private static String address(Site site) {
    Await.until(
        "pages: " + site.coordinator().err(), () -> PAGES.matcher(site.coordinator().err()).find());
    var found = PAGES.matcher(site.coordinator().err());
    return found.find() ? found.group(1) : "";
  }

  private static void follow(Chromium browser, String link) throws IOException {
    var address = browser.evaluate("document.querySelector(\"%s\").href".formatted(link));
    browser.open(address.asText());
  }

  private static List<String> complaints(Chromium browser) throws IOException {
    var complaints = AccessibilityTree.complaints(browser);
    complaints.addAll(Typed.complaints(browser));
    complaints.addAll(Printed.complaints(browser));
    return complaints;
  }
}
