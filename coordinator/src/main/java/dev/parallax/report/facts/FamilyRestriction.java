package dev.parallax.report.facts;

import dev.parallax.model.endpoint.Family;
import dev.parallax.model.observation.DnsStep;
import dev.parallax.model.observation.Observation;
import dev.parallax.model.plan.Arm;
import dev.parallax.model.sweep.Sweep;
import dev.parallax.model.sweep.TargetResults;
import dev.parallax.model.vantage.VantageId;
import java.util.List;
import java.util.Optional;

/**
 * A sweep restricted to one address family.
 *
 * @param asked the vantages with a probe of the target
 * @param without the vantages that found no such address
 */
public record FamilyRestriction(Family family, List<VantageId> asked, List<VantageId> without) {
  public FamilyRestriction {
    asked = List.copyOf(asked);
    without = List.copyOf(without);
  }

  /** Empty for a sweep without restriction. */
  public static Optional<FamilyRestriction> of(Sweep sweep, TargetResults results) {
    var family = sweep.family();
    var base = results.observations().stream().filter(FamilyRestriction::isBase).toList();
    return family == Family.ANY
        ? Optional.empty()
        : Optional.of(
            new FamilyRestriction(
                family,
                vantages(base),
                vantages(base.stream().filter(seen -> lacks(seen, family)).toList())));
  }

  /** Whether no vantage found an address to probe. */
  public boolean isNowhere() {
    return !asked.isEmpty() && without.equals(asked);
  }

  private static boolean isBase(Observation seen) {
    return seen.key().arm() == Arm.BASE;
  }

  private static boolean lacks(Observation seen, Family family) {
    return !seen.ran()
        && seen.steps().dns().stream()
            .map(DnsStep::answers)
            .anyMatch(
                answers -> answers.stream().noneMatch(answer -> family.admits(answer.address())));
  }

  private static List<VantageId> vantages(List<Observation> observations) {
    return observations.stream().map(seen -> seen.key().vantage()).distinct().sorted().toList();
  }
}
