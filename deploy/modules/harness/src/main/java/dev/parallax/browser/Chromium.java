package dev.parallax.browser;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;

/**
 * A headless Chromium with one page, controlled by the DevTools protocol over pipes, so that no
 * port is open. It is ended after two minutes.
 */
public final class Chromium implements AutoCloseable {
  private static final String PROGRAM = "chromium";
  private static final Duration PATIENCE = Duration.ofMinutes(2);

  /** The protocol is on descriptors 3 and 4 (Chromium's {@code --remote-debugging-pipe}). */
  private static final String PIPES = "exec \"$@\" 3<&0 4>&1 </dev/null >\"$LOG\" 2>&1";

  private final ObjectMapper json = new ObjectMapper();
  private final Process process;
  private final InputStream answers;
  private final ScheduledExecutorService watch =
      Executors.newSingleThreadScheduledExecutor(Thread.ofVirtual().factory());
  private Optional<String> session = Optional.empty();
  private int asked;

  private Chromium(Process process) {
    this.process = process;
    this.answers = new BufferedInputStream(process.getInputStream());
    var _ = watch.schedule(process::destroyForcibly, PATIENCE.toSeconds(), TimeUnit.SECONDS);
  }

  /** Whether Chromium is on the path. */
  public static boolean isThere() {
    var folders = Optional.ofNullable(System.getenv("PATH")).orElse("");
    return Pattern.compile(File.pathSeparator)
        .splitAsStream(folders)
        .anyMatch(folder -> Files.isExecutable(Path.of(folder, PROGRAM)));
  }

  /**
   * Starts it with an empty page.
   *
   * @param folder for its profile and its log
   */
  public static Chromium start(Path folder, int width, int height) throws IOException {
    var builder = new ProcessBuilder(command(folder, width, height));
    builder.environment().put("LOG", folder.resolve("chromium.log").toString());
    var browser = new Chromium(builder.start());
    try {
      browser.attach();
      return browser;
    } catch (IOException failed) {
      browser.close();
      throw failed;
    }
  }

  private static List<String> command(Path folder, int width, int height) {
    return new ArrayList<>(
        List.of(
            "sh",
            "-c",
            PIPES,
            "sh",
            PROGRAM,
            "--headless",
            "--no-sandbox",
            "--disable-gpu",
            "--hide-scrollbars",
            "--remote-debugging-pipe",
            "--user-data-dir=" + folder.resolve("profile"),
            "--window-size=%d,%d".formatted(width, height),
            "about:blank"));
  }

  private void attach() throws IOException {
    for (var target : call("Target.getTargets", Map.of()).path("targetInfos")) {
      if (target.path("type").asText().equals("page")) {
        var id = target.path("targetId").asText();
        var attached = call("Target.attachToTarget", Map.of("targetId", id, "flatten", true));
        session = Optional.of(attached.path("sessionId").asText());
        return;
      }
    }
    throw new IOException(PROGRAM + " started without a page");
  }

  /** Navigates to an address and returns when it is loaded and painted. */
  public void open(String address) throws IOException {
    var answer = call("Page.navigate", Map.of("url", address));
    if (answer.has("errorText")) {
      throw new IOException(address + ": " + answer.path("errorText").asText());
    }
    evaluate(
        "new Promise(seen => document.readyState == 'complete'"
            + " ? seen() : addEventListener('load', seen))");
  }

  /** From the start of the navigation until the first paint, in milliseconds. */
  public double firstPaintMillis() throws IOException {
    return evaluate(
            "new Promise(seen => new PerformanceObserver(list =>"
                + " seen(list.getEntries()[0].startTime)).observe({type: 'paint', buffered:"
                + " true}))")
        .asDouble();
  }

  /** The value of an expression; for a promise, its result. */
  public JsonNode evaluate(String script) throws IOException {
    var answer =
        call(
            "Runtime.evaluate",
            Map.of("expression", script, "awaitPromise", true, "returnByValue", true));
    if (answer.has("exceptionDetails")) {
      throw new IOException("in the page: " + answer.path("exceptionDetails"));
    }
    return answer.path("result").path("value");
  }

  /** One command of the protocol and its result; events are skipped. */
  public JsonNode call(String method, Map<String, ?> parameters) throws IOException {
    asked++;
    ObjectNode command = JsonNodeFactory.instance.objectNode();
    command.put("id", asked).put("method", method).set("params", json.valueToTree(parameters));
    session.ifPresent(id -> command.put("sessionId", id));
    process.getOutputStream().write(json.writeValueAsBytes(command));
    process.getOutputStream().write(0);
    process.getOutputStream().flush();
    while (true) {
      var node = json.readTree(message());
      if (node.path("id").asInt() == asked) {
        if (node.has("error")) {
          throw new IOException(method + ": " + node.path("error").path("message").asText());
        }
        return node.path("result");
      }
    }
  }

  /** Up to the zero that ends it. */
  private String message() throws IOException {
    var bytes = new ByteArrayOutputStream();
    for (int next = answers.read(); next != 0; next = answers.read()) {
      if (next < 0) {
        throw new IOException(PROGRAM + " has ended, see chromium.log in its folder");
      }
      bytes.write(next);
    }
    return bytes.toString(StandardCharsets.UTF_8);
  }

  @Override
  public void close() {
    watch.shutdownNow();
    process.destroy();
    try {
      if (!process.waitFor(5, TimeUnit.SECONDS)) {
        process.destroyForcibly();
      }
    } catch (InterruptedException hurry) {
      process.destroyForcibly();
      Thread.currentThread().interrupt();
    }
  }
}
