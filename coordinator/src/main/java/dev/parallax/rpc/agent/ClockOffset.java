package dev.parallax.rpc.agent;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * The offset of an agent's wall clock from ours, from heartbeats: its answer, less half the round
 * trip (RFC 5905, section 8, with one timestamp). The measurement with the shortest round trip
 * counts.
 *
 * <p>Not thread-safe; belongs to one stream.
 */
final class ClockOffset {
  private static final int OUTSTANDING_LIMIT = 3;
  private static final Duration FURTHEST = Duration.ofDays(36_525);

  private final InstantSource clock;
  private final Map<Long, Long> sentNanos = new HashMap<>();
  private long sequence;
  private long bestRoundTrip = Long.MAX_VALUE;
  private Optional<Duration> offset = Optional.empty();

  ClockOffset(InstantSource clock) {
    this.clock = clock;
  }

  /** The number of the next heartbeat; empty when the last few went unanswered. */
  Optional<Long> ask(long nowNanos) {
    if (sentNanos.size() >= OUTSTANDING_LIMIT) {
      return Optional.empty();
    }
    sentNanos.put(++sequence, nowNanos);
    return Optional.of(sequence);
  }

  void answered(long number, Instant agentTime, long nowNanos) {
    var sent = sentNanos.remove(number);
    if (sent == null) {
      return;
    }
    sentNanos.keySet().removeIf(older -> older < number);
    long roundTrip = nowNanos - sent;
    if (roundTrip <= bestRoundTrip) {
      bestRoundTrip = roundTrip;
      offset =
          Optional.of(
              bounded(Duration.between(clock.instant().minusNanos(roundTrip / 2), agentTime)));
    }
  }

  /** At most 100 years in either direction; a larger offset is replaced by the limit. */
  Optional<Duration> offset() {
    return offset;
  }

  private static Duration bounded(Duration measured) {
    return measured.abs().compareTo(FURTHEST) <= 0
        ? measured
        : measured.isNegative() ? FURTHEST.negated() : FURTHEST;
  }
}
