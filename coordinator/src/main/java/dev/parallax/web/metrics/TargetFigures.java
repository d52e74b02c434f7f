package dev.parallax.web.metrics;

import dev.parallax.model.Arm;
import dev.parallax.model.Blame;
import dev.parallax.model.Observation;
import dev.parallax.model.Sweep;
import dev.parallax.model.TargetResults;
import dev.parallax.model.TargetVerdicts;
import dev.parallax.model.VantageId;
import dev.parallax.model.Verdict;
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
            .filter(said -> said.target().equals(results.target()))
            .flatMap(said -> said.verdicts().stream())
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
        .map(one -> ProbeFigures.of(one.getKey().name(), new ProbeTrials(one.getValue())))
        .toList();
  }
}
