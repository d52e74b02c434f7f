package dev.parallax.model;

import java.net.InetAddress;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Everything seen of one target, and the reference probes of the same rounds.
 *
 * @param inside the vantages inside for this target, each with the address its route took, if one
 *     was declared
 */
public record TargetResults(
    Target target, Map<VantageId, Optional<InetAddress>> inside, List<Observation> observations) {
  public TargetResults {
    inside = java.util.Collections.unmodifiableSortedMap(new TreeMap<>(inside));
    observations = List.copyOf(observations);
  }
}
