package dev.parallax.sweep.plan;

import dev.parallax.model.observation.Observation;
import dev.parallax.model.plan.Arm;
import dev.parallax.model.sweep.Sweep;
import dev.parallax.model.sweep.SweepHeader;
import dev.parallax.model.vantage.Vantage;
import dev.parallax.model.vantage.VantageId;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The vantages of the reserve to ask after the first round: those of the strata that fail, entirely
 * or in part, while another vantage of the sweep passes. Where all answers agree, a larger sample
 * would show the same. Pure.
 */
final class Widening {
  private Widening() {}

  /** The results of base trials: passed, failed, or both. */
  private record Results(boolean passed, boolean failed) {
    static final Results NONE = new Results(false, false);

    Results with(Observation seen) {
      return new Results(passed || seen.ok(), failed || seen.failure().isPresent());
    }
  }

  /** A draw from the reserve, of at most {@code most}; empty where the answers agree. */
  static Set<VantageId> of(SweepHeader header, Sweep soFar, int most) {
    var differing = new HashSet<Stratum>();
    for (var target : soFar.targets()) {
      differing.addAll(differing(soFar.vantages(), target.observations()));
    }
    List<Vantage> candidates =
        header.reserve().stream().filter(one -> differing.contains(Stratum.of(one))).toList();
    return StratifiedSample.of(candidates, Set.of(), most, header.id());
  }

  private static Set<Stratum> differing(List<Vantage> vantages, List<Observation> observations) {
    var strata = vantages.stream().collect(Collectors.toMap(Vantage::id, Stratum::of));
    Map<Stratum, Results> results = new HashMap<>();
    var all = Results.NONE;
    for (var seen : observations) {
      var stratum = strata.get(seen.key().vantage());
      if (seen.key().arm() == Arm.BASE && stratum != null) {
        results.put(stratum, results.getOrDefault(stratum, Results.NONE).with(seen));
        all = all.with(seen);
      }
    }
    if (!all.passed()) {
      return Set.of();
    }
    return results.entrySet().stream()
        .filter(entry -> entry.getValue().failed())
        .map(Map.Entry::getKey)
        .collect(Collectors.toSet());
  }
}
