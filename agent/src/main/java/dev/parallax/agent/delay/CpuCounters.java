package dev.parallax.agent.delay;

import dev.parallax.model.observation.CpuShortage;
import java.time.Duration;
import java.util.Optional;

/**
 * Counters of the operating system, since the host's or the group's start.
 *
 * @param known whether the system counts any of them
 */
record CpuCounters(
    boolean known, long throttledPeriods, long throttledNanos, long stolenNanos, long waitedNanos) {

  /** What they grew by; empty when the system counts nothing. */
  Optional<CpuShortage> since(CpuCounters before) {
    return known && before.known
        ? Optional.of(
            new CpuShortage(
                Math.clamp(throttledPeriods - before.throttledPeriods, 0, Integer.MAX_VALUE),
                grown(throttledNanos, before.throttledNanos),
                grown(stolenNanos, before.stolenNanos),
                grown(waitedNanos, before.waitedNanos)))
        : Optional.empty();
  }

  /** A counter of a group that was left and entered anew may be smaller. */
  private static Duration grown(long now, long before) {
    return Duration.ofNanos(Math.max(0, now - before));
  }
}
