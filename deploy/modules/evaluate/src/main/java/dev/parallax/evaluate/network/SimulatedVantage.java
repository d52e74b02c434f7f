package dev.parallax.evaluate.network;

import dev.parallax.model.vantage.Vantage;
import dev.parallax.model.vantage.VantageId;
import java.net.InetAddress;
import java.util.Optional;
import java.util.TreeMap;

/**
 * A vantage with its true properties, known to it or not.
 *
 * @param asn of its access network; the labels of network, country and region may be missing
 * @param transit the transit provider of its network
 * @param resolver the name of its resolver
 * @param rtt to the target, in seconds
 * @param hops to the target
 * @param loss of packets on its path, one direction
 * @param bursts the times of loss bursts
 * @param clock its wall clock minus the true time, in seconds
 */
public record SimulatedVantage(
    Vantage vantage,
    boolean inside,
    Optional<InetAddress> route,
    String asn,
    String country,
    String region,
    String transit,
    String resolver,
    boolean ipv4,
    boolean ipv6,
    double rtt,
    int hops,
    double loss,
    GilbertElliott bursts,
    double clock,
    Bundle bundle,
    boolean offline) {

  /** The authorities the host trusts. */
  public enum Bundle {
    CURRENT,
    OLD,
    EMPTY
  }

  /** The same host, whose agent reports this fact. */
  public SimulatedVantage withFact(String name, String value) {
    var facts = new TreeMap<>(vantage.facts());
    facts.put(name, value);
    return new SimulatedVantage(
        new Vantage(
            vantage.id(), vantage.labels(), vantage.agentVersion(), vantage.clockOffset(), facts),
        inside,
        route,
        asn,
        country,
        region,
        transit,
        resolver,
        ipv4,
        ipv6,
        rtt,
        hops,
        loss,
        bursts,
        clock,
        bundle,
        offline);
  }

  public VantageId id() {
    return vantage.id();
  }

  public double lossAt(double time) {
    return bursts.bad(time) ? Math.max(loss, bursts.loss()) : loss;
  }
}
