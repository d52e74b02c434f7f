package dev.parallax.attribution;

import dev.parallax.model.Evidence;
import dev.parallax.model.FindingKind;
import dev.parallax.model.Target;
import dev.parallax.model.VantageId;
import dev.parallax.model.Verdict;
import java.net.InetAddress;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * At which hop a fault sits, as the walks of the failing vantages tell; vantages that agree,
 * together.
 */
record HopFinding(Verdict.Hops hops, Optional<InetAddress> router, List<VantageId> vantages) {

  /** The one most vantages tell first. */
  static List<HopFinding> of(Target target, Sight fault, List<Row> failing) {
    Map<Verdict.Hops, HopFinding> found = new LinkedHashMap<>();
    for (var row : failing) {
      var walk = HopWalk.of(row.seat(), target, fault);
      walk.hops().ifPresent(hops -> found.merge(hops, one(hops, walk, row), HopFinding::and));
    }
    return found.values().stream()
        .sorted(Comparator.comparingInt((HopFinding one) -> one.vantages().size()).reversed())
        .toList();
  }

  private static HopFinding one(Verdict.Hops hops, HopWalk walk, Row row) {
    return new HopFinding(hops, walk.router(hops.to() - 1), List.of(row.id()));
  }

  private HopFinding and(HopFinding other) {
    var all = new ArrayList<>(vantages);
    all.addAll(other.vantages);
    return new HopFinding(hops, router.or(other::router), all);
  }

  Evidence evidence(double weight) {
    var parameters = new TreeMap<String, String>();
    parameters.put("from", Integer.toString(hops.from() + 1));
    parameters.put("to", Integer.toString(hops.to()));
    parameters.put("of", hops.of() == 0 ? "?" : Integer.toString(hops.of()));
    parameters.put("router", router.map(InetAddress::getHostAddress).orElse("?"));
    return new Evidence(FindingKind.HOP_LOCATED, parameters, vantages, List.of(), weight);
  }
}
