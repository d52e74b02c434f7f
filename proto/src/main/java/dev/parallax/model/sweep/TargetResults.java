package dev.parallax.model.sweep;

import dev.parallax.model.endpoint.Target;
import dev.parallax.model.exchange.Exchange;
import dev.parallax.model.history.TargetHistory;
import dev.parallax.model.observation.DnsStep;
import dev.parallax.model.observation.Observation;
import dev.parallax.model.plan.Arm;
import dev.parallax.model.vantage.VantageId;
import java.net.InetAddress;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * All observations of one target, and the reference probes of the same rounds.
 *
 * @param inside the inside vantages of this target, each with the address of its route, if declared
 * @param coordinatorDns the answer of the coordinator's own name server, a further witness only;
 *     absent without a query, or without an answer in time
 * @param exchange what was sent to the target beyond the default request, and what was to come back
 * @param history what was known of the target before the sweep
 */
public record TargetResults(
    Target target,
    Map<VantageId, Optional<InetAddress>> inside,
    List<Observation> observations,
    Optional<DnsStep> coordinatorDns,
    Exchange exchange,
    Optional<TargetHistory> history) {
  public TargetResults {
    inside = Collections.unmodifiableSortedMap(new TreeMap<>(inside));
    observations = List.copyOf(observations);
  }

  /** Without a word from the coordinator's own host. */
  public TargetResults(
      Target target, Map<VantageId, Optional<InetAddress>> inside, List<Observation> observations) {
    this(target, inside, observations, Optional.empty());
  }

  /** Of the default request. */
  public TargetResults(
      Target target,
      Map<VantageId, Optional<InetAddress>> inside,
      List<Observation> observations,
      Optional<DnsStep> coordinatorDns) {
    this(target, inside, observations, coordinatorDns, Exchange.DEFAULT);
  }

  /** Without a history. */
  public TargetResults(
      Target target,
      Map<VantageId, Optional<InetAddress>> inside,
      List<Observation> observations,
      Optional<DnsStep> coordinatorDns,
      Exchange exchange) {
    this(target, inside, observations, coordinatorDns, exchange, Optional.empty());
  }

  /**
   * The vantages with a completed base trial. Without one, the target was not measured there,
   * whatever other arms ran.
   */
  public Set<VantageId> measuredBy() {
    return observations.stream()
        .filter(seen -> seen.key().arm() == Arm.BASE && seen.ran())
        .filter(seen -> seen.key().target().equals(target.name()))
        .map(seen -> seen.key().vantage())
        .collect(Collectors.toUnmodifiableSet());
  }

  /** The same with these observations. */
  public TargetResults with(List<Observation> otherObservations) {
    return new TargetResults(target, inside, otherObservations, coordinatorDns, exchange, history);
  }

  /** The same with another exchange. */
  public TargetResults with(Exchange other) {
    return new TargetResults(target, inside, observations, coordinatorDns, other, history);
  }

  /** The same with the answer of the coordinator's own name server. */
  public TargetResults with(Optional<DnsStep> witness) {
    return new TargetResults(target, inside, observations, witness, exchange, history);
  }

  /** The same with what was known of the target before. */
  public TargetResults with(TargetHistory before) {
    return new TargetResults(
        target, inside, observations, coordinatorDns, exchange, Optional.of(before));
  }
}
