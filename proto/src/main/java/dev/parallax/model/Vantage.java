package dev.parallax.model;

import java.time.Duration;
import java.util.Collections;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * A place measured from, as it was when the sweep started.
 *
 * @param labels where it is, by {@link Label} keys and the operator's own
 * @param agentVersion version of the agent process there, e.g. {@code 0.1.0}
 * @param clockOffset the agent's wall clock minus the coordinator's; absent when not measured
 * @param facts what the agent says of its host, e.g. {@code os}, {@code kernel}, {@code resolver},
 *     {@code ca_bundle}
 */
public record Vantage(
    VantageId id,
    Map<String, String> labels,
    String agentVersion,
    Optional<Duration> clockOffset,
    Map<String, String> facts) {

  /**
   * The fact in which the coordinator records the address that the agent's connection comes from;
   * what an agent itself sends under this name is replaced.
   */
  public static final String PEER_ADDRESS = "peer_address";

  public Vantage {
    labels = Collections.unmodifiableSortedMap(new TreeMap<>(labels));
    facts = Collections.unmodifiableSortedMap(new TreeMap<>(facts));
  }

  /**
   * What makes two vantages independent: the autonomous system, else ISP, else provider, else only
   * itself.
   */
  public String network() {
    return Stream.of(Label.ASN, Label.ISP, Label.PROVIDER)
        .flatMap(key -> Optional.ofNullable(labels.get(key)).stream())
        .findFirst()
        .orElse(id.name());
  }

  /**
   * The host as the coordinator saw it, which no label can change: the public address that the
   * agent's connection comes from (of an IPv6 address the /64, RFC 6177), else only itself. Two
   * vantages with one public address are one host, or hosts behind one translator of addresses.
   */
  public String host() {
    return Optional.ofNullable(facts.get(PEER_ADDRESS)).flatMap(PeerHost::of).orElse(id.name());
  }

  public Optional<String> label(String key) {
    return Optional.ofNullable(labels.get(key));
  }
}
