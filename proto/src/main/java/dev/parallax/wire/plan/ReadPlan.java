package dev.parallax.wire.plan;

import dev.parallax.model.plan.HandshakeCeiling;
import dev.parallax.model.plan.HelloRecipe;
import dev.parallax.model.plan.ProbePlan;
import dev.parallax.model.plan.ProbeSpec;
import dev.parallax.wire.Wire;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * A decoded plan, with probes of a newer contract and probes outside the contract's bounds
 * separated.
 *
 * @param hash {@link Wire#planHash} of the decoded bytes
 * @param spacing the minimum time between the starts of two trials at one target
 * @param stepTimeout the time limit of each step
 * @param ceiling of handshakes at one host, over all agents of the round
 * @param known the probes to run, in the plan's order; empty when none is supported
 * @param unsupported the probes to report as {@code unsupported}, in the plan's order
 * @param refused the probes to report as {@code refused_by_policy}, in the plan's order
 */
public record ReadPlan(
    int round,
    String hash,
    HelloRecipe hello,
    Duration spacing,
    Duration stepTimeout,
    HandshakeCeiling ceiling,
    List<ProbeSpec> known,
    List<UnsupportedProbe> unsupported,
    List<RefusedProbe> refused) {
  public ReadPlan {
    known = List.copyOf(known);
    unsupported = List.copyOf(unsupported);
    refused = List.copyOf(refused);
  }

  /** The plan of the supported probes; absent when there is none. */
  public Optional<ProbePlan> runnable() {
    return known.isEmpty()
        ? Optional.empty()
        : Optional.of(new ProbePlan(round, known, hello, spacing, stepTimeout, ceiling));
  }
}
