package dev.parallax.agent.path;

import dev.parallax.agent.path.echo.Echo;
import dev.parallax.agent.path.echo.EchoPlan;
import dev.parallax.agent.path.trace.TracePlan;
import dev.parallax.agent.path.trace.Traceroute;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.Optional;

/**
 * Runs every measurement once against this host: the first call links each native function, which
 * takes tens of milliseconds and would be added to a round-trip time.
 */
public final class PathWarmUp {
  private static final InetAddress SELF = InetAddress.ofLiteral("127.0.0.1");

  /** A cold start on a busy host exceeds one deadline of the usual length. */
  private static final Duration LONG = Duration.ofSeconds(5);

  private static final Duration SHORT = Duration.ofMillis(100);

  private PathWarmUp() {}

  /** Blocks for tenths of a second when cold; a measurement that fails here stays cold. */
  public static void run() {
    var _ = Traceroute.run(TracePlan.udp(SELF).within(1, 1, LONG, LONG));
    var nobody = new InetSocketAddress(SELF, TracePlan.UDP_PORT);
    var _ = Traceroute.run(TracePlan.tcp(nobody).within(1, 1, LONG, LONG));
    var _ = Echo.run(new EchoPlan(SELF, Optional.empty(), 1, SHORT, SHORT));
  }
}
