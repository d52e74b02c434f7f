package dev.parallax.browser;

import java.io.IOException;
import java.net.InetAddress;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;

/**
 * Takes pictures of a coordinator's pages on loopback: light and dark, 390 and 1280 pixels wide, in
 * English and Chinese; and prints what is wider than the window.
 */
public final class PagePictures {
  private static final int[] WIDTHS = {390, 1_280};
  private static final int HEIGHT = 900;
  private static final int TALLEST = 6_000;
  private static final int TRIES = 300;
  private static final long PAUSE_NANOS = 100_000_000;
  private static final List<String> PATHS =
      List.of(
          "",
          "incidents",
          "watches",
          "watches/add",
          "watches/route-add",
          "watches/maintenance",
          "sweeps/none",
          "target?name=unknown.example",
          "nothing");

  /** The first of each kind that the overview and the watches link to. */
  private static final List<String> LINKS =
      List.of("/target?", "/sweeps/2", "/watches/edit?", "/watches/route-edit?");

  /** Forms with a value that is refused, by the path of their page. */
  private static final Map<String, String> REFUSED =
      Map.of(
          "watches/add",
          "document.querySelector('[name=target]').value='shop.example';"
              + "document.querySelector('[name=interval]').value='1s';",
          "watches/maintenance",
          "document.querySelector('[name=windows]').value='sat 02:00-04:00 Europe/Berln';",
          "watches/route-add",
          "document.querySelector('[name=name]').value='a b';");

  private final Path folder;
  private final URI address;
  private int pictures;

  private PagePictures(URI address, Path folder) {
    this.address = address;
    this.folder = folder;
  }

  public static void main(String[] arguments) throws IOException {
    if (arguments.length != 2) {
      throw new IllegalArgumentException("expected ADDRESS and FOLDER, got: " + arguments.length);
    }
    var address = URI.create(arguments[0].replaceAll("/+$", "") + "/");
    if (address.getHost() == null
        || !InetAddress.getByName(address.getHost()).isLoopbackAddress()) {
      throw new IllegalArgumentException("expected a loopback address, got: " + arguments[0]);
    }
    new PagePictures(address, Files.createDirectories(Path.of(arguments[1]))).take();
  }

  private void take() throws IOException {
    for (var width : WIDTHS) {
      for (var scheme : List.of("light", "dark")) {
        for (var language : List.of("en", "zh")) {
          take(width, scheme, language);
        }
      }
    }
    System.out.println(pictures + " pictures in " + folder);
  }

  private void take(int width, String scheme, String language) throws IOException {
    var end = "-%d-%s-%s".formatted(width, scheme, language);
    var profile = Files.createTempDirectory("parallax-pictures");
    try (var browser = Chromium.start(profile, width, HEIGHT)) {
      browser.call(
          "Emulation.setEmulatedMedia",
          Map.of("features", List.of(Map.of("name", "prefers-color-scheme", "value", scheme))));
      for (var page : pages(browser).entrySet()) {
        size(browser, width, HEIGHT);
        browser.open(in(page.getValue(), language));
        picture(browser, page.getKey() + end, width);
      }
      for (var form : REFUSED.entrySet()) {
        size(browser, width, HEIGHT);
        browser.open(in(address + form.getKey(), language));
        submit(browser, form.getValue());
        picture(browser, "refused-" + name(form.getKey()) + end, width);
      }
    }
  }

  private Map<String, String> pages(Chromium browser) throws IOException {
    var pages = new LinkedHashMap<String, String>();
    PATHS.forEach(path -> pages.put(name(path), address + path));
    for (var list : List.of("", "watches")) {
      browser.open(address + list);
      for (var link : LINKS) {
        var found =
            browser
                .evaluate(
                    "(document.querySelector(\"main a[href^='%s']\")||{}).href".formatted(link))
                .asText("");
        if (!found.isEmpty()) {
          pages.putIfAbsent(name(link.substring(1)), found);
        }
      }
    }
    return pages;
  }

  private static String name(String path) {
    return path.isEmpty() ? "overview" : path.replaceAll("[^a-z]+", "-").replaceAll("-$", "");
  }

  private static String in(String page, String language) {
    return page + (page.contains("?") ? "&" : "?") + "lang=" + language;
  }

  /** The answer replaces the page; the old document is gone when its mark is. */
  private static void submit(Chromium browser, String values) throws IOException {
    browser.evaluate(
        "window.old=1;"
            + values
            + "document.querySelector('form.fields').noValidate=true;"
            + "setTimeout(() => document.querySelector('form.fields button').click(), 0);");
    for (int tries = 0; tries < TRIES; tries++) {
      if (isNew(browser)) {
        return;
      }
      LockSupport.parkNanos(PAUSE_NANOS);
    }
    throw new IOException("expected an answer to a form, got: none");
  }

  private static boolean isNew(Chromium browser) {
    try {
      return browser.evaluate("!window.old && document.readyState == 'complete'").asBoolean();
    } catch (IOException navigating) {
      return false;
    }
  }

  private void picture(Chromium browser, String name, int width) throws IOException {
    int tall = browser.evaluate("document.documentElement.scrollHeight").asInt();
    size(browser, width, Math.min(TALLEST, Math.max(HEIGHT, tall)));
    var data = browser.call("Page.captureScreenshot", Map.of("format", "png")).path("data");
    Files.write(folder.resolve(name + ".png"), Base64.getDecoder().decode(data.asText()));
    pictures++;
    wide(browser).forEach(text -> System.out.println(name + ": wider than the window: " + text));
  }

  private static void size(Chromium browser, int width, int height) throws IOException {
    browser.call(
        "Emulation.setDeviceMetricsOverride",
        Map.of("width", width, "height", height, "deviceScaleFactor", 1, "mobile", false));
  }

  /** The elements that end right of the window, without those that scroll in an own box. */
  private static List<String> wide(Chromium browser) throws IOException {
    var found = new ArrayList<String>();
    var script =
        "[...document.querySelectorAll('main *')].filter(e => e.getBoundingClientRect().right >"
            + " innerWidth + 1 && !e.closest('.wide, pre, svg, table')).slice(0, 5).map(e =>"
            + " e.tagName + ' ' + e.textContent.slice(0, 60))";
    browser.evaluate(script).forEach(text -> found.add(text.asText()));
    if (browser.evaluate("document.documentElement.scrollWidth > innerWidth").asBoolean()) {
      found.add("the page");
    }
    return found;
  }
}
