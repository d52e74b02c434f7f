package dev.parallax.model;

import java.net.InetAddress;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * Everything seen of one target, and the reference probes of the same rounds.
 *
 * @param inside the vantages inside for this target, each with the address its route took, if one
 *     was declared
 * @param coordinatorDns what the coordinator's own host was told, one more witness and never the
 *     truth; absent when it was not asked, or did not answer in time
 */
public record TargetResults(
    Target target,
    Map<VantageId, Optional<InetAddress>> inside,
    List<Observation> observations,
    Optional<DnsStep> coordinatorDns) {
  public TargetResults {
    inside = Collections.unmodifiableSortedMap(new TreeMap<>(inside));
    observations = List.copyOf(observations);
  }

  /** Without a word from the coordinator's own host. */
  public TargetResults(
      Target target, Map<VantageId, Optional<InetAddress>> inside, List<Observation> observations) {
    this(target, inside, observations, Optional.empty());
  }

  /**
   * The vantages of which a base trial ran. Without one, nothing is known of the target there,
   * whatever other arms did.
   */
  public Set<VantageId> measuredBy() {
    return observations.stream()
        .filter(seen -> seen.key().arm() == Arm.BASE && seen.ran())
        .filter(seen -> seen.key().target().equals(target.name()))
        .map(seen -> seen.key().vantage())
        .collect(Collectors.toUnmodifiableSet());
  }

  /** The same with these observations. */
  public TargetResults with(List<Observation> others) {
    return new TargetResults(target, inside, others, coordinatorDns);
  }

  /** The same with what the coordinator's own host was told. */
  public TargetResults with(Optional<DnsStep> witness) {
    return new TargetResults(target, inside, observations, witness);
  }
}
