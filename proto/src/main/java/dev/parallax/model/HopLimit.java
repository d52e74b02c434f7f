package dev.parallax.model;

import java.util.Locale;

/**
 * How far one packet of a probe may travel; what follows it travels freely. Who limits it waits one
 * second at most for an answer, and two for the connection a ClientHello needs, whatever the step's
 * timeout: routers answer within a round trip or not at all, and a walk has many packets. Then it
 * resets the connection.
 *
 * @param hops IPv4 TTL or IPv6 hop limit, 1 to 255
 */
public record HopLimit(int hops, Packet packet) {
  public static final int MOST = 255;

  public HopLimit {
    Check.that(hops >= 1 && hops <= MOST, "a hop limit is 1 to 255", hops);
  }

  /** The packet that is limited. */
  public enum Packet {
    /** Everything until the connection stands: the limit is set before the connect. */
    SYN,
    /** The ClientHello: the limit is set once the connection stands. */
    HELLO;

    public String word() {
      return name().toLowerCase(Locale.ROOT);
    }
  }
}
