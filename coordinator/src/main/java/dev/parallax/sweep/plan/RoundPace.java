package dev.parallax.sweep.plan;

import dev.parallax.model.plan.HandshakeCeiling;
import dev.parallax.model.plan.ProbePlan;
import dev.parallax.model.plan.ProbeSpec;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.stream.Collectors;

/**
 * The schedule of one round under its ceiling of handshakes: each vantage has an equal share, and
 * the starts of the vantages divide the interval between two handshakes of a vantage evenly. Pure.
 *
 * @param interval the minimum time between two handshakes of one vantage at one host
 * @param longest the duration of the trials at the host with the most handshakes
 * @param prolonged the part of {@code longest} that the ceiling causes
 */
public record RoundPace(Duration interval, Duration longest, Duration prolonged) {
  /** Agents end a plan 10 minutes after its arrival; the last trial needs its steps as well. */
  private static final Duration MOST = Duration.ofMinutes(9);

  /**
   * Of this plan at this number of vantages.
   *
   * @param vantages 1 or more
   */
  public static RoundPace of(ProbePlan plan, int vantages, FanOut fanOut) {
    return of(plan.probes(), plan.spacing(), plan.ceiling(), vantages, fanOut);
  }

  /** Of probes that are no plan yet. */
  static RoundPace of(
      List<ProbeSpec> all,
      Duration spacing,
      HandshakeCeiling ceiling,
      int vantages,
      FanOut fanOut) {
    var interval = ceiling.interval(vantages);
    var last = ceiling.offset(vantages - 1);
    var longest = Duration.ZERO;
    var prolonged = Duration.ZERO;
    for (var probes : byHost(all)) {
      var spaced = spacing.multipliedBy(trials(probes));
      var paced = max(spaced, interval.multipliedBy(fanOut.expected(probes)));
      longest = max(longest, paced.plus(last));
      prolonged = max(prolonged, paced.plus(last).minus(spaced));
    }
    return new RoundPace(interval, longest, prolonged);
  }

  /** Whether agents accept a plan of this duration. */
  boolean fits() {
    return longest.compareTo(MOST) <= 0;
  }

  private static Collection<List<ProbeSpec>> byHost(List<ProbeSpec> probes) {
    return probes.stream().collect(Collectors.groupingBy(ProbeSpec::host)).values();
  }

  private static int trials(List<ProbeSpec> probes) {
    return probes.stream().mapToInt(ProbeSpec::trials).sum();
  }

  private static Duration max(Duration one, Duration other) {
    return one.compareTo(other) >= 0 ? one : other;
  }
}
