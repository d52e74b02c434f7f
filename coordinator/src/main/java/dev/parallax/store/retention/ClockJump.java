package dev.parallax.store.retention;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Whether the wall clock can be trusted for deleting by age. After a jump it is trusted again 24 h
 * later, which leaves time to correct it.
 */
final class ClockJump {
  private static final Logger log = LoggerFactory.getLogger(ClockJump.class);

  /** Time synchronization corrects by less. */
  private static final Duration TOLERANCE = Duration.ofMinutes(10);

  /** A coordinator with an older newest sweep was off, or its clock is wrong. */
  private static final Duration LONG_SILENCE = Duration.ofDays(7);

  private static final Duration SUSPENSION = Duration.ofDays(1);

  private final InstantSource clock;
  private final LongSupplier nanos;
  private Instant lastAt;
  private long lastNanos;
  private Optional<Long> suspendedAt = Optional.empty();

  /**
   * @param newest when the newest stored sweep started
   * @param nanos a monotonic clock
   */
  ClockJump(Optional<Instant> newest, InstantSource clock, LongSupplier nanos) {
    this.clock = clock;
    this.nanos = nanos;
    this.lastAt = clock.instant();
    this.lastNanos = nanos.getAsLong();
    newest
        .map(at -> Duration.between(at, lastAt))
        .filter(silence -> silence.abs().compareTo(LONG_SILENCE) > 0)
        .ifPresent(silence -> suspend("the newest sweep differs from the clock by ", silence));
  }

  /** The present time; empty after a jump. */
  Optional<Instant> trusted() {
    var now = clock.instant();
    long ticks = nanos.getAsLong();
    var jump = Duration.between(lastAt, now).minusNanos(ticks - lastNanos);
    lastAt = now;
    lastNanos = ticks;
    if (jump.abs().compareTo(TOLERANCE) > 0) {
      suspend("the clock jumped by ", jump);
    }
    suspendedAt = suspendedAt.filter(since -> ticks - since < SUSPENSION.toNanos());
    return suspendedAt.isPresent() ? Optional.empty() : Optional.of(now);
  }

  private void suspend(String why, Duration amount) {
    suspendedAt = Optional.of(lastNanos);
    log.warn("{}{} h: nothing is deleted by age for 24 h", why, amount.toHours());
  }
}
