package dev.parallax.attribution.health;

import dev.parallax.attribution.stats.Share;
import dev.parallax.model.observation.CpuShortage;
import dev.parallax.model.observation.Observation;
import dev.parallax.model.observation.SchedulingDelay;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * How late the agent of one vantage was in its trials of a target.
 *
 * @param spoilt trials that ended without an outcome since the agent was late
 * @param late trials, the spoilt ones included, of which the agent delayed a step by 200 ms or more
 * @param trials all that ran or were spoilt
 * @param longest the longest delay of its event loop
 * @param throttled the most of one trial for which its CPU quota was used up
 * @param stolen the most of one trial for which the hypervisor gave the CPU to others
 */
public record AgentDelay(
    int spoilt, int late, int trials, Duration longest, Duration throttled, Duration stolen) {
  /** A time longer than most round trips: what was measured is the host's and not the path's. */
  private static final Duration LATE = Duration.ofMillis(200);

  private static final int LEAST_SPOILT = 2;

  static AgentDelay of(List<Observation> observations) {
    var seen =
        observations.stream()
            .filter(observation -> observation.ran() || observation.isSpoilt())
            .toList();
    return new AgentDelay(
        (int) seen.stream().filter(Observation::isSpoilt).count(),
        (int) seen.stream().filter(AgentDelay::isLate).count(),
        seen.size(),
        longest(delays(seen).map(SchedulingDelay::longest)),
        longest(shortages(seen, CpuShortage::throttled)),
        longest(shortages(seen, CpuShortage::stolen)));
  }

  /** Two trials or more are spoilt, and half are late or more: this host cannot measure now. */
  boolean isStarved() {
    return spoilt >= LEAST_SPOILT && Share.of(late, trials).isAtLeastHalf();
  }

  private static boolean isLate(Observation seen) {
    return seen.isSpoilt()
        || seen.delay().filter(delay -> delay.longest().compareTo(LATE) >= 0).isPresent();
  }

  private static Stream<SchedulingDelay> delays(List<Observation> seen) {
    return seen.stream().flatMap(observation -> observation.delay().stream());
  }

  private static Stream<Duration> shortages(
      List<Observation> seen, Function<CpuShortage, Duration> counter) {
    return delays(seen).flatMap(delay -> delay.shortage().stream()).map(counter);
  }

  private static Duration longest(Stream<Duration> times) {
    return times.max(Comparator.naturalOrder()).orElse(Duration.ZERO);
  }
}
