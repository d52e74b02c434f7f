package dev.parallax.web.metrics;

import dev.parallax.model.observation.Observation;
import dev.parallax.model.plan.Arm;
import dev.parallax.model.sweep.Sweep;
import dev.parallax.model.sweep.TargetResults;
import dev.parallax.model.vantage.VantageId;
import dev.parallax.model.verdict.Blame;
import dev.parallax.model.verdict.TargetVerdicts;
import dev.parallax.model.verdict.Verdict;
import dev.parallax.prometheus.ProbeFigures;
import dev.parallax.prometheus.ProbeTrials;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * The result of the last sweep on one target.
 *
 * @param at end of the sweep
 * @param blames of all its verdicts
 * @param probes of the vantages that ran
 */
record TargetFigures(String target, Instant at, Set<Blame> blames, List<ProbeFigures> probes) {
  TargetFigures {
    blames = Set.copyOf(blames);
    probes = List.copyOf(probes);
  }

  static TargetFigures of(Sweep sweep, TargetResults results, List<TargetVerdicts> verdicts) {
    return new TargetFigures(
        results.target().name(),
        sweep.startedAt().plus(sweep.took()),
        verdicts.stream()
            .filter(targetVerdicts -> targetVerdicts.target().equals(results.target()))
            .flatMap(reportedVerdicts -> reportedVerdicts.verdicts().stream())
            .map(Verdict::blame)
            .collect(Collectors.toSet()),
        probes(results));
  }

  private static List<ProbeFigures> probes(TargetResults results) {
    var byVantage =
        results.observations().stream()
            .filter(seen -> seen.key().arm() == Arm.BASE && seen.ran())
            .collect(
                Collectors.groupingBy(
                    (Observation seen) -> seen.key().vantage(),
                    TreeMap<VantageId, List<Observation>>::new,
                    Collectors.toList()));
    return byVantage.entrySet().stream()
        .map(entry -> ProbeFigures.of(entry.getKey().name(), new ProbeTrials(entry.getValue())))
        .toList();
  }
}
