package dev.parallax.bench;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.File;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;

/** A headless Chromium, a new one for each page, and what its trace says of the loading. */
final class Browser {
  private static final String PROGRAM = "chromium";
  private static final Duration PATIENCE = Duration.ofMinutes(1);
  private static final String START = "navigationStart";
  private static final String PAINT = "firstPaint";

  private Browser() {}

  static boolean isThere() {
    var folders = Optional.ofNullable(System.getenv("PATH")).orElse("");
    return Pattern.compile(File.pathSeparator)
        .splitAsStream(folders)
        .anyMatch(folder -> Files.isExecutable(Path.of(folder, PROGRAM)));
  }

  /** From the start of the navigation until something of the page is seen. */
  static double firstPaintNanos(Lab lab, URI page)
      throws BenchFailure, IOException, InterruptedException {
    var folder = Files.createTempDirectory(lab.folder("browser"), "page");
    var trace = folder.resolve("trace.json");
    var process =
        lab.children()
            .start(
                new ProcessBuilder(command(folder, trace, page))
                    .redirectErrorStream(true)
                    .redirectOutput(folder.resolve("log").toFile()));
    if (!process.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS) || !Files.exists(trace)) {
      Children.stop(process);
      throw new BenchFailure(PROGRAM + " left no trace of " + page);
    }
    var events = new ObjectMapper().readTree(trace.toFile()).path("traceEvents");
    var start = first(events, event -> isStartOf(event, page), START + " of " + page);
    var navigation = data(start).path("navigationId").asText();
    var paint =
        first(
            events,
            event -> isPaint(event) && data(event).path("navigationId").asText().equals(navigation),
            PAINT + " of " + page);
    return 1e3 * (paint.path("ts").asDouble() - start.path("ts").asDouble());
  }

  private static List<String> command(Path folder, Path trace, URI page) {
    return new ArrayList<>(
        List.of(
            PROGRAM,
            "--headless",
            "--no-sandbox",
            "--disable-gpu",
            "--user-data-dir=" + folder.resolve("profile"),
            "--window-size=1280,900",
            "--trace-startup=loading,blink.user_timing,devtools.timeline",
            "--trace-startup-file=" + trace,
            "--trace-startup-format=json",
            "--trace-startup-duration=0",
            "--screenshot=" + folder.resolve("page.png"),
            page.toString()));
  }

  /** Whether an event of a trace is the one that is looked for. */
  @FunctionalInterface
  private interface Wanted {
    boolean test(JsonNode event);
  }

  private static JsonNode first(JsonNode events, Wanted wanted, String what) throws BenchFailure {
    for (var event : events) {
      if (wanted.test(event)) {
        return event;
      }
    }
    throw new BenchFailure("the browser's trace has no " + what);
  }

  private static boolean isStartOf(JsonNode event, URI page) {
    return event.path("name").asText().equals(START)
        && data(event).path("documentLoaderURL").asText().equals(page.toString());
  }

  private static boolean isPaint(JsonNode event) {
    return event.path("name").asText().equals(PAINT);
  }

  private static JsonNode data(JsonNode event) {
    return event.path("args").path("data");
  }
}
