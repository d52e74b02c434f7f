package dev.parallax.attribution.explain.target;

import dev.parallax.attribution.comparison.ComparedVantage;
import dev.parallax.attribution.symptom.IpAddress;
import dev.parallax.attribution.symptom.Symptom;
import dev.parallax.attribution.witness.TtlWalk;
import dev.parallax.model.endpoint.Target;
import dev.parallax.model.vantage.VantageId;
import dev.parallax.model.verdict.Evidence;
import dev.parallax.model.verdict.FindingKind;
import dev.parallax.model.verdict.Verdict;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * The hop of a fault, by the walks of the failing vantages; vantages with the same result form one
 * finding.
 */
public record HopFindings(Verdict.Hops hops, Optional<IpAddress> router, List<VantageId> vantages) {

  /** The hop that most vantages report, first. */
  public static List<HopFindings> of(Target target, Symptom fault, List<ComparedVantage> failing) {
    Map<Verdict.Hops, HopFindings> found = new LinkedHashMap<>();
    for (var row : failing) {
      var walk = TtlWalk.of(row.vantage(), target, fault);
      walk.hops().ifPresent(hops -> found.merge(hops, of(hops, walk, row), HopFindings::and));
    }
    return found.values().stream()
        .sorted(
            Comparator.comparingInt((HopFindings findings) -> findings.vantages().size())
                .reversed())
        .toList();
  }

  private static HopFindings of(Verdict.Hops hops, TtlWalk walk, ComparedVantage row) {
    return new HopFindings(hops, walk.router(hops.to() - 1), List.of(row.id()));
  }

  private HopFindings and(HopFindings other) {
    var all = new ArrayList<>(vantages);
    all.addAll(other.vantages);
    return new HopFindings(hops, router.or(other::router), all);
  }

  public Evidence evidence(double weight) {
    var parameters = new TreeMap<String, String>();
    parameters.put("from", Integer.toString(hops.from() + 1));
    parameters.put("to", Integer.toString(hops.to()));
    parameters.put("of", hops.of() == 0 ? "?" : Integer.toString(hops.of()));
    parameters.put("router", router.map(IpAddress::toString).orElse("?"));
    return new Evidence(FindingKind.HOP_LOCATED, parameters, vantages, List.of(), weight);
  }
}
