package dev.parallax.agent.link.pace;

import dev.parallax.v1.Heartbeat;
import dev.parallax.wire.Wire;
import java.time.Duration;
import java.util.Optional;
import java.util.function.LongSupplier;

/**
 * Whether the coordinator is silent: no message for three intervals of its heartbeats. A process
 * that is stopped or hangs keeps its connection open. Thread-safe.
 */
public final class CoordinatorSilence {
  private static final int INTERVALS = 3;
  private static final Duration SHORTEST = Duration.ofSeconds(1);
  private static final Duration LONGEST = Duration.ofHours(1);
  private static final Duration SHORTEST_SPREAD = Duration.ofMillis(500);

  private final LongSupplier nanos;
  private long lastNanos;
  private Optional<Duration> limit = Optional.empty();
  private Duration reconnectSpread = SHORTEST_SPREAD;

  /**
   * @param nanos a monotonic clock
   */
  public CoordinatorSilence(LongSupplier nanos) {
    this.nanos = nanos;
    this.lastNanos = nanos.getAsLong();
  }

  /** A message of the coordinator arrived. */
  public synchronized void heard() {
    lastNanos = nanos.getAsLong();
  }

  /** A heartbeat arrived; an older coordinator names no interval. */
  public synchronized void heartbeat(Heartbeat heartbeat) {
    if (heartbeat.hasInterval()) {
      limit =
          Optional.of(
              bounded(Wire.span("heartbeat.interval", heartbeat.getInterval()))
                  .multipliedBy(INTERVALS));
    }
    if (heartbeat.hasReconnectSpread()) {
      reconnectSpread = Wire.span("heartbeat.reconnect_spread", heartbeat.getReconnectSpread());
    }
  }

  /** The bound of the random wait after the loss of this stream; 0 or more. */
  public synchronized Duration reconnectSpread() {
    return reconnectSpread.isNegative() ? Duration.ZERO : reconnectSpread;
  }

  /**
   * The time until the coordinator counts as silent; 0 or less when it does, empty without a limit.
   */
  public synchronized Optional<Duration> left() {
    return limit.map(longest -> longest.minusNanos(nanos.getAsLong() - lastNanos));
  }

  /** The reason for the end of the stream. */
  public synchronized String description() {
    return "no message of the coordinator for %d s".formatted(limit.orElse(LONGEST).toSeconds());
  }

  private static Duration bounded(Duration interval) {
    return interval.compareTo(SHORTEST) < 0
        ? SHORTEST
        : interval.compareTo(LONGEST) > 0 ? LONGEST : interval;
  }
}
