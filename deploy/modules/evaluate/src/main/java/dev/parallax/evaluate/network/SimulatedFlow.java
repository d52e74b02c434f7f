package dev.parallax.evaluate.network;

import dev.parallax.model.plan.Medium;
import dev.parallax.model.plan.ProbeSpec;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.util.Optional;

/**
 * One simulated connection.
 *
 * @param where the kind of its server
 * @param site the reference site, for a reference
 * @param name the server name in its ClientHello or Host header
 * @param hello bytes of its ClientHello
 * @param time seconds since the sweep began
 * @param draw the random source of this connection
 */
public record SimulatedFlow(
    SimulatedVantage place,
    ProbeSpec spec,
    Where where,
    String site,
    InetAddress address,
    int sourcePort,
    Optional<String> name,
    int hello,
    double time,
    SeededRandom draw) {

  /** The kind of the server. */
  public enum Where {
    TARGET,
    NEIGHBOUR,
    NEUTRAL,
    REFERENCE,
    AGENT,
    STRANGER
  }

  public boolean toTarget() {
    return where == Where.TARGET;
  }

  public boolean names(String host) {
    return name.isPresent() && name.get().equals(host);
  }

  public boolean isUdp() {
    return spec.medium() == Medium.QUIC;
  }

  public boolean isIpv6() {
    return address instanceof Inet6Address;
  }

  public int port() {
    return spec.port();
  }

  /** In seconds; unrelated servers are near, the target is at its own distance. */
  public double rtt() {
    return where == Where.TARGET || where == Where.NEIGHBOUR
        ? place.rtt()
        : 0.4 * place.rtt() + 0.005;
  }
}
