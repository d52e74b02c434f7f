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

  /**
   * The prefix of facts that the coordinator looked up for {@link #PEER_ADDRESS} in the operator's
   * address database; it replaces an agent's facts of these names.
   */
  public static final String LOOKED_UP = "mmdb_";

  /** Latitude and longitude in degrees, {@code 52.5,13.4}; a label or looked up. */
  public static final String COORDINATES = "coordinates";

  /** The organisation of the autonomous system, as looked up. */
  public static final String ORGANIZATION = "organization";

  private static final List<String> NETWORK_LABELS = List.of(Label.ASN, Label.ISP, Label.PROVIDER);

  public Vantage {
    labels = Collections.unmodifiableSortedMap(new TreeMap<>(labels));
    facts = Collections.unmodifiableSortedMap(new TreeMap<>(facts));
  }

  /**
   * The criterion for independent vantages: the autonomous system, otherwise the ISP, otherwise the
   * provider; without such a label the autonomous system of the operator's address database,
   * otherwise the vantage itself.
   */
  public String network() {
    for (var key : NETWORK_LABELS) {
      var value = labels.get(key);
      if (value != null) {
        return value;
      }
    }
    return lookedUp(Label.ASN).orElse(id.name());
  }

  /** What the operator's address database has under this key. */
  public Optional<String> lookedUp(String key) {
    return Optional.ofNullable(facts.get(LOOKED_UP + key));
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
