package dev.parallax.fleet.enrolment;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import dev.parallax.text.Printable;
import java.time.Duration;
import java.util.function.Consumer;
import java.util.function.LongSupplier;

/**
 * Log lines about the input of unauthenticated peers: at most 20 a minute, so that they cannot fill
 * a disk. The first line of the next minute contains the number of omitted lines.
 */
public final class LimitedLog {
  private static final int LINES = 20;
  private static final int LONGEST = 250;
  private static final long WINDOW_NANOS = Duration.ofMinutes(1).toNanos();

  private final Consumer<String> sink;
  private final LongSupplier nanoTime;

  @GuardedBy("this")
  private long windowStart;

  @GuardedBy("this")
  private int lines;

  /**
   * @param sink e.g. a logger's {@code info}
   */
  public LimitedLog(Consumer<String> sink) {
    this(sink, System::nanoTime);
  }

  LimitedLog(Consumer<String> sink, LongSupplier nanoTime) {
    this.sink = sink;
    this.nanoTime = nanoTime;
    this.windowStart = nanoTime.getAsLong();
  }

  /** Logs a line, escaped and at most 250 characters long, or leaves it out. */
  public synchronized void line(String line) {
    var now = nanoTime.getAsLong();
    if (now - windowStart >= WINDOW_NANOS) {
      if (lines > LINES) {
        sink.accept("left out " + (lines - LINES) + " lines of this kind in the last minutes");
      }
      windowStart = now;
      lines = 0;
    }
    lines++;
    if (lines <= LINES) {
      sink.accept(Printable.escaped(line, LONGEST));
    }
  }
}
