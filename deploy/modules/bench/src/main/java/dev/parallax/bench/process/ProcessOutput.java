package dev.parallax.bench.process;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.parallax.stage.StageFailure;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;

/** The output of a process, line by line, each with its time of arrival. */
public final class ProcessOutput {
  private static final int REMEMBERED = 12;

  private final String name;
  private final BlockingQueue<Line> lines = new LinkedBlockingQueue<>();
  private final Deque<String> last = new ArrayDeque<>();

  /** One line, or the end of the stream. */
  public record Line(long nanos, String text, boolean end) {}

  public ProcessOutput(String name, InputStream stream) {
    this.name = name;
    Thread.ofVirtual().name("console " + name).start(() -> read(stream));
  }

  private void read(InputStream stream) {
    try (var reader = new BufferedReader(new InputStreamReader(stream, UTF_8))) {
      for (var line = reader.readLine(); line != null; line = reader.readLine()) {
        lines.add(new Line(System.nanoTime(), line, false));
      }
    } catch (IOException | UncheckedIOException closed) {
      // As good as its end.
    }
    lines.add(new Line(System.nanoTime(), "", true));
  }

  /** The next matching line; fails at the end of the stream or at the time limit. */
  public Line await(Predicate<String> wanted, Duration patience)
      throws StageFailure, InterruptedException {
    long end = System.nanoTime() + patience.toNanos();
    while (true) {
      var line = lines.poll(Math.max(0, end - System.nanoTime()), TimeUnit.NANOSECONDS);
      if (line == null || line.end()) {
        throw new StageFailure(
            name + (line == null ? " printed nothing in time" : " ended") + remembered());
      }
      if (wanted.test(line.text())) {
        return line;
      }
      remember(line.text());
    }
  }

  private void remember(String line) {
    last.addLast(line);
    if (last.size() > REMEMBERED) {
      last.removeFirst();
    }
  }

  private String remembered() {
    return last.isEmpty() ? "" : "; it said:\n  " + String.join("\n  ", last);
  }
}
