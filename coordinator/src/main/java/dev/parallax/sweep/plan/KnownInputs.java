package dev.parallax.sweep.plan;

import dev.parallax.model.endpoint.Family;
import dev.parallax.model.observation.Observation;
import dev.parallax.model.observation.PathStep;
import dev.parallax.model.plan.Arm;
import dev.parallax.model.plan.ArmInputs;
import dev.parallax.model.sweep.TargetResults;
import dev.parallax.sweep.request.SweepSettings;
import java.util.OptionalInt;
import java.util.stream.IntStream;

/** The inputs of arms that earlier rounds determined for a target. Pure. */
final class KnownInputs {
  private static final int BEYOND = 2;
  static final int MOST_HOPS = 2 * ArmInputs.USUAL_HOPS;

  private KnownInputs() {}

  static ArmInputs of(SweepSettings settings, TargetResults results, Family family) {
    return new ArmInputs(
        settings.controlNames().getFirst(),
        SeenAddresses.mostSeenFirst(results).stream()
            .filter(family::admits)
            .limit(SeenAddresses.LIMIT)
            .toList(),
        settings.neutral(),
        settings.resolvers(),
        hops(results));
  }

  /** Slightly beyond the last hop of a traceroute, if a traceroute ran. */
  private static int hops(TargetResults results) {
    return results.observations().stream()
        .filter(seen -> seen.key().arm() == Arm.TRACEROUTE && seen.ok())
        .flatMapToInt(KnownInputs::farthest)
        .map(reached -> Math.min(MOST_HOPS, reached + BEYOND))
        .max()
        .orElse(ArmInputs.USUAL_HOPS);
  }

  private static IntStream farthest(Observation seen) {
    OptionalInt reached =
        seen.steps().path().stream()
            .flatMap(path -> path.replies().stream())
            .filter(reply -> reply.from().isPresent())
            .mapToInt(PathStep.Reply::hops)
            .max();
    return reached.stream();
  }
}
