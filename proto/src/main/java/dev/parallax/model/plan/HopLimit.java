package dev.parallax.model.plan;

import dev.parallax.model.value.Check;
import java.util.Locale;

/**
 * The hop limit of one packet of a probe; further packets have the usual limit. The agent waits at
 * most 1 s for an answer, and 2 s for the connection of a ClientHello, independent of the step's
 * timeout: routers answer within a round trip or not at all, and a walk has many packets. Then the
 * agent resets the connection.
 *
 * @param hops IPv4 TTL or IPv6 hop limit, 1 to 255
 */
public record HopLimit(int hops, LimitedPacket packet) {
  public static final int MOST = 255;

  public HopLimit {
    Check.that(hops >= 1 && hops <= MOST, "a hop limit is 1 to 255", hops);
  }

  /** The packet that is limited. */
  public enum LimitedPacket {
    /** All packets until the connection is established: the limit is set before the connect. */
    SYN,
    /** The ClientHello: the limit is set once the connection is established. */
    HELLO;

    public String word() {
      return name().toLowerCase(Locale.ROOT);
    }
  }
}
