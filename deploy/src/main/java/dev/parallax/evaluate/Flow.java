package dev.parallax.evaluate;

import dev.parallax.model.Medium;
import dev.parallax.model.ProbeSpec;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.util.Optional;

/**
 * One connection on its way.
 *
 * @param where what kind of server it goes to
 * @param site which reference, for a reference
 * @param name the server name in its ClientHello or Host header
 * @param hello bytes of its ClientHello
 * @param time seconds since the sweep began
 * @param draw the chance that is this connection's own
 */
record Flow(
    Place place,
    ProbeSpec spec,
    Where where,
    String site,
    InetAddress address,
    int sourcePort,
    Optional<String> name,
    int hello,
    double time,
    Draw draw) {

  /** Whom it goes to. */
  enum Where {
    TARGET,
    NEIGHBOUR,
    NEUTRAL,
    REFERENCE,
    AGENT,
    STRANGER
  }

  boolean toTarget() {
    return where == Where.TARGET;
  }

  boolean names(String host) {
    return name.isPresent() && name.get().equals(host);
  }

  boolean isUdp() {
    return spec.medium() == Medium.QUIC;
  }

  boolean isIpv6() {
    return address instanceof Inet6Address;
  }

  int port() {
    return spec.port();
  }

  /** In seconds; servers of everybody's are near, the target where it is. */
  double rtt() {
    return where == Where.TARGET || where == Where.NEIGHBOUR
        ? place.rtt()
        : 0.4 * place.rtt() + 0.005;
  }
}
