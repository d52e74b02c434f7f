package dev.parallax.evaluate.network;

import dev.parallax.model.Vantage;
import dev.parallax.model.VantageId;
import java.net.InetAddress;
import java.util.Optional;

/**
 * A vantage with what is true of it, whether or not it knows.
 *
 * @param asn of its access network; its label may be missing, as those of its country and region
 * @param transit whose backbone its network buys
 * @param resolver the name of the resolver it asks
 * @param rtt to the target, in seconds
 * @param hops to the target
 * @param loss of a packet on its own way, one direction
 * @param bursts when that way is bad
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

  public VantageId id() {
    return vantage.id();
  }

  public double lossAt(double time) {
    return bursts.bad(time) ? Math.max(loss, bursts.loss()) : loss;
  }
}
