package dev.parallax.sweep.plan;

import dev.parallax.model.plan.ProbePlan;
import dev.parallax.model.plan.ProbeSpec;
import dev.parallax.wire.Wire;
import dev.parallax.wire.plan.PlanReader;
import java.util.List;

/**
 * The size of probes in a plan, in the units of an agent's plan limits. Pure.
 *
 * @param trials of all probes, at one vantage
 * @param bytes of the encoded plan, slightly overestimated
 */
record PlanSize(long probes, long trials, long bytes) {
  /** Maximum bytes of a plan without its probes. */
  private static final int HEAD = 1_024;

  static final PlanSize EMPTY = new PlanSize(0, 0, HEAD);

  static PlanSize of(List<ProbeSpec> probes) {
    return EMPTY.plus(probes);
  }

  PlanSize plus(List<ProbeSpec> more) {
    return new PlanSize(
        probes + more.size(),
        trials + more.stream().mapToLong(ProbeSpec::trials).sum(),
        bytes + more.stream().mapToLong(Wire::bytesInPlan).sum());
  }

  boolean fits() {
    return probes <= ProbePlan.MOST_PROBES
        && trials <= ProbePlan.MOST_TRIALS
        && bytes <= PlanReader.LONGEST;
  }

  /**
   * Refuses a round 1 beyond the limits of agents.
   *
   * @throws IllegalArgumentException naming the bound and the numbers
   */
  static void checkFirst(List<ProbeSpec> probes, int targets) {
    var size = of(probes);
    int each = probes.stream().mapToInt(ProbeSpec::trials).max().orElse(0);
    var got = " for " + targets + " targets with " + each + " trials of each probe";
    check(ProbePlan.MOST_PROBES, "probes", size.probes, got);
    check(
        ProbePlan.MOST_TRIALS,
        "trials at a vantage",
        size.trials,
        got + "; " + fitting(size.trials - ProbePlan.MOST_TRIALS, each, targets) + " trials fit");
    check(PlanReader.LONGEST, "bytes", size.bytes, got);
  }

  /** One trial less of each base probe is one trial less for each target. */
  private static long fitting(long beyond, int each, int targets) {
    return Math.max(0, each - Math.ceilDiv(beyond, targets));
  }

  private static void check(long most, String of, long got, String context) {
    if (got > most) {
      throw new IllegalArgumentException(
          "a first look has at most " + most + " " + of + ", got: " + got + context);
    }
  }
}
