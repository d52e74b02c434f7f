package dev.parallax.model.vantage;

import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * A vantage at the start of the sweep, with the facts of its host as of its last plan.
 *
 * @param labels its location, by {@link Label} keys and the operator's own keys
 * @param agentVersion version of its agent, e.g. {@code 0.1.0}
 * @param clockOffset the agent's wall clock minus the coordinator's; absent when not measured
 * @param facts the agent's facts of its host, e.g. {@code os}, {@code kernel}, {@code resolver},
 *     {@code ca_bundle}
 */
public record Vantage(
    VantageId id,
    Map<String, String> labels,
    String agentVersion,
    Optional<Duration> clockOffset,
    Map<String, String> facts) {

  /**
   * The fact that contains the source address of the agent's connection; the coordinator sets it
   * and replaces a value from the agent.
   */
  public static final String PEER_ADDRESS = "peer_address";

  private static final List<String> NETWORK_LABELS = List.of(Label.ASN, Label.ISP, Label.PROVIDER);

  public Vantage {
    labels = Collections.unmodifiableSortedMap(new TreeMap<>(labels));
    facts = Collections.unmodifiableSortedMap(new TreeMap<>(facts));
  }

  /**
   * The criterion for independent vantages: the autonomous system, otherwise the ISP, otherwise the
   * provider, otherwise the vantage itself.
   */
  public String network() {
    for (var key : NETWORK_LABELS) {
      var value = labels.get(key);
      if (value != null) {
        return value;
      }
    }
    return id.name();
  }

  /**
   * The host by the coordinator's observation, which no label can change: the public source address
   * of the agent's connection (for an IPv6 address its /64, RFC 6177), otherwise the vantage
   * itself. Two vantages with one public address are one host, or hosts behind one address
   * translator.
   */
  public String host() {
    return Optional.ofNullable(facts.get(PEER_ADDRESS)).flatMap(PeerHost::of).orElse(id.name());
  }

  public Optional<String> label(String key) {
    return Optional.ofNullable(labels.get(key));
  }
}
