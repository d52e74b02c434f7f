package dev.parallax.wire;

import dev.parallax.model.HelloRecipe;
import dev.parallax.model.ProbePlan;
import dev.parallax.model.ProbeSpec;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * A plan as an agent understood it, probes of a newer contract and probes outside the contract's
 * bounds set apart.
 *
 * @param hash {@link Wire#planHash} of the bytes read
 * @param spacing at least this between the starts of two trials at one target
 * @param stepTimeout the longest any one step may take
 * @param known what to run, in the plan's order; empty when nothing was understood
 * @param unsupported what to answer {@code unsupported} for, in the plan's order
 * @param refused what to answer {@code refused_by_policy} for, in the plan's order
 */
public record ReadPlan(
    int round,
    String hash,
    HelloRecipe hello,
    Duration spacing,
    Duration stepTimeout,
    List<ProbeSpec> known,
    List<UnsupportedProbe> unsupported,
    List<RefusedProbe> refused) {
  public ReadPlan {
    known = List.copyOf(known);
    unsupported = List.copyOf(unsupported);
    refused = List.copyOf(refused);
  }

  /** The plan of what was understood; absent when nothing was. */
  public Optional<ProbePlan> runnable() {
    return known.isEmpty()
        ? Optional.empty()
        : Optional.of(new ProbePlan(round, known, hello, spacing, stepTimeout));
  }
}
