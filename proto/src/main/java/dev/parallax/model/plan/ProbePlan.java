package dev.parallax.model.plan;

import dev.parallax.model.value.Check;
import java.time.Duration;
import java.util.List;

/**
 * The plan that every agent of a round runs unchanged: at most 10,000 probes and 100,000 trials.
 *
 * @param spacing the minimum time between the starts of two trials at one target; 0 to 60 s
 * @param stepTimeout the time limit of each step; more than 0, at most 60 s
 * @param ceiling of handshakes at one host, over all agents of the round
 */
public record ProbePlan(
    int round,
    List<ProbeSpec> probes,
    HelloRecipe hello,
    Duration spacing,
    Duration stepTimeout,
    HandshakeCeiling ceiling) {
  public static final int MOST_PROBES = 10_000;
  public static final int MOST_TRIALS = 100_000;
  private static final Duration LONGEST = Duration.ofSeconds(60);

  public ProbePlan {
    probes = List.copyOf(probes);
    checkSize(probes.size(), probes.stream().mapToLong(ProbeSpec::trials).sum());
    checkTimes(spacing, stepTimeout);
    Check.that(round >= 1, "rounds count from 1", round);
    Check.that(!probes.isEmpty(), "a plan has 1 or more probes", probes);
  }

  /** Under the default ceiling. */
  public ProbePlan(
      int round,
      List<ProbeSpec> probes,
      HelloRecipe hello,
      Duration spacing,
      Duration stepTimeout) {
    this(round, probes, hello, spacing, stepTimeout, HandshakeCeiling.DEFAULT);
  }

  /**
   * Checks the number of probes and of trials.
   *
   * @throws IllegalArgumentException naming the bound that is exceeded
   */
  public static void checkSize(long probes, long trials) {
    Check.that(probes <= MOST_PROBES, "a plan has at most " + MOST_PROBES + " probes", probes);
    Check.that(trials <= MOST_TRIALS, "a plan has at most " + MOST_TRIALS + " trials", trials);
  }

  /**
   * Checks the two times of a plan's head.
   *
   * @throws IllegalArgumentException naming the bound that is exceeded
   */
  public static void checkTimes(Duration spacing, Duration stepTimeout) {
    Check.span(spacing, LONGEST, "the spacing of a plan");
    Check.that(stepTimeout.isPositive(), "a step timeout is positive", stepTimeout);
    Check.span(stepTimeout, LONGEST, "the step timeout of a plan");
  }

  /** The number of trials of one vantage. */
  public int trials() {
    return probes.stream().mapToInt(ProbeSpec::trials).sum();
  }
}
