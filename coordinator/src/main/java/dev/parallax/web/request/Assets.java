package dev.parallax.web.request;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.parallax.report.html.HtmlReport;
import dev.parallax.web.http.Answer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * Style sheet, script and icon: part of the program, cached by browsers as long as they are
 * unchanged.
 */
public final class Assets {
  public static final String FOLDER = "/assets/";
  private static final int VERSION = 12;

  private final Map<String, String> paths = new HashMap<>();
  private final Map<String, Answer> answers = new HashMap<>();

  public Assets() {
    // Written at once: the page is rendered only when all of it has arrived.
    add("page.css", "text/css; charset=utf-8", HtmlReport.style() + "\n" + resource("page.css"));
    add("page.js", "text/javascript; charset=utf-8", resource("page.js"));
    add("icon.svg", "image/svg+xml", resource("icon.svg"));
  }

  /** Its URL; another URL for another content. */
  public String path(String name) {
    return Objects.requireNonNull(paths.get(name), name);
  }

  public Optional<Answer> find(String path) {
    return Optional.ofNullable(answers.get(path));
  }

  private void add(String name, String type, String content) {
    var version = Digests.hex(Digests.sha256(content)).substring(0, VERSION);
    var path = FOLDER + version + "/" + name;
    paths.put(name, path);
    answers.put(
        path,
        Answer.of(200, type, content).with("cache-control", "public, max-age=31536000, immutable"));
  }

  private static String resource(String name) {
    try (var stream = Assets.class.getResourceAsStream(name)) {
      return new String(Objects.requireNonNull(stream, name).readAllBytes(), UTF_8);
    } catch (IOException broken) {
      throw new UncheckedIOException(broken);
    }
  }
}
