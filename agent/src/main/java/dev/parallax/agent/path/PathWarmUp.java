package dev.parallax.agent.path;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.Optional;

/**
 * Runs everything here once against this host: the first call of each native function is linked
 * then, which takes tens of milliseconds and would be counted as somebody's round trip.
 */
public final class PathWarmUp {
  private static final InetAddress SELF = InetAddress.ofLiteral("127.0.0.1");
  private static final Duration SHORT = Duration.ofMillis(100);

  private PathWarmUp() {}

  /** Takes about a tenth of a second; whatever does not work here is left cold. */
  public static void run() {
    var _ = Traceroute.run(TracePlan.udp(SELF).within(1, 1, SHORT, SHORT));
    var nobody = new InetSocketAddress(SELF, TracePlan.UDP_PORT);
    var _ = Traceroute.run(TracePlan.tcp(nobody).within(1, 1, SHORT, SHORT));
    var _ = Echo.run(new EchoPlan(SELF, Optional.empty(), 1, SHORT, SHORT));
  }
}
