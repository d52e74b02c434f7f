package dev.parallax.listener;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Counts the connections that were closed at a limit before a call authenticated them, and logs the
 * counts at most once a minute.
 */
public final class RefusedConnections {
  private static final Logger log = LoggerFactory.getLogger(RefusedConnections.class);
  private static final long INTERVAL_NANOS = Duration.ofMinutes(1).toNanos();

  private final LongSupplier nanoTime;
  private final Consumer<String> sink;

  @GuardedBy("this")
  private final Map<Reason, Long> counts = new EnumMap<>(Reason.class);

  @GuardedBy("this")
  private final Map<Reason, Long> unlogged = new EnumMap<>(Reason.class);

  @GuardedBy("this")
  private Optional<Long> lastLine = Optional.empty();

  /** Why a connection was closed. */
  public enum Reason {
    /** Its network had as many unauthenticated connections as it may have, all of them new. */
    NETWORK_LIMIT,
    /** The total limit was reached, and all connections of the largest network are new. */
    TOTAL_LIMIT,
    /** It was the oldest connection of the largest network and was closed for a new one. */
    DISPLACED
  }

  /**
   * @param nanoTime a monotonic clock
   */
  public RefusedConnections(LongSupplier nanoTime) {
    this(nanoTime, log::warn);
  }

  /**
   * @param nanoTime a monotonic clock
   * @param sink receives each log line
   */
  RefusedConnections(LongSupplier nanoTime, Consumer<String> sink) {
    this.nanoTime = nanoTime;
    this.sink = sink;
  }

  /** Since the coordinator started. */
  public synchronized long count(Reason reason) {
    return counts.getOrDefault(reason, 0L);
  }

  synchronized void add(Reason reason) {
    counts.merge(reason, 1L, Long::sum);
    unlogged.merge(reason, 1L, Long::sum);
    var now = nanoTime.getAsLong();
    if (lastLine.filter(last -> now - last < INTERVAL_NANOS).isEmpty()) {
      lastLine = Optional.of(now);
      sink.accept("connections closed for lack of room since the last such line: " + unlogged);
      unlogged.clear();
    }
  }
}
