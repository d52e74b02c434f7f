package dev.parallax.model;

import java.time.Duration;
import java.util.List;

/**
 * What every agent of a round runs, unchanged.
 *
 * @param spacing at least this between the starts of two trials at one target
 * @param stepTimeout the longest any one step may take
 */
public record ProbePlan(
    int round, List<ProbeSpec> probes, HelloRecipe hello, Duration spacing, Duration stepTimeout) {
  public ProbePlan {
    probes = List.copyOf(probes);
    Check.that(round >= 1, "rounds count from 1", round);
    Check.that(!probes.isEmpty(), "a plan has 1 or more probes", probes);
    Check.that(stepTimeout.isPositive(), "a step timeout is positive", stepTimeout);
  }

  /** How many trials one vantage runs. */
  public int trials() {
    return probes.stream().mapToInt(ProbeSpec::trials).sum();
  }
}
