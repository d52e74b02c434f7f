package dev.parallax.log;

import dev.parallax.model.value.SweepId;
import dev.parallax.model.vantage.VantageId;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.slf4j.MDC;

/**
 * The diagnostic context (MDC) of a thread while it works for a sweep or for a vantage: the keys
 * {@code sweep} and {@code vantage}. Closing it restores the context from before.
 */
public final class LogContext implements AutoCloseable {
  private static final String SWEEP = "sweep";
  private static final String VANTAGE = "vantage";

  private final @Nullable Map<String, String> before = MDC.getCopyOfContextMap();

  private LogContext() {}

  public static LogContext of(SweepId sweep) {
    return new LogContext().with(SWEEP, sweep.value());
  }

  public static LogContext of(VantageId vantage) {
    return new LogContext().with(VANTAGE, vantage.name());
  }

  public static LogContext of(SweepId sweep, VantageId vantage) {
    return of(sweep).with(VANTAGE, vantage.name());
  }

  /** The context of this thread, for the work that another thread does on its behalf. */
  public static Captured captured() {
    var now = MDC.getCopyOfContextMap();
    return new Captured(now == null ? Map.of() : Map.copyOf(now));
  }

  /**
   * A context that another thread takes over.
   *
   * @param entries keys and values
   */
  public record Captured(Map<String, String> entries) {
    public static final Captured NOTHING = new Captured(Map.of());

    public Captured {
      entries = Map.copyOf(entries);
    }

    /** Until closed, log lines of the current thread have this context. */
    public LogContext open() {
      var context = new LogContext();
      entries.forEach(MDC::put);
      return context;
    }
  }

  private LogContext with(String key, String value) {
    MDC.put(key, value);
    return this;
  }

  @Override
  public void close() {
    if (before == null) {
      MDC.clear();
    } else {
      MDC.setContextMap(before);
    }
  }
}
