package dev.parallax.agent.path.kernel;

import static dev.parallax.agent.path.kernel.SocketOptions.IPV6_UNICAST_HOPS;
import static dev.parallax.agent.path.kernel.SocketOptions.IP_TTL;
import static dev.parallax.agent.path.kernel.SocketOptions.SOL_IP;
import static dev.parallax.agent.path.kernel.SocketOptions.SOL_IPV6;

/**
 * The hop limit ({@code IP_TTL}, {@code IPV6_UNICAST_HOPS}) a socket had before it was changed. An
 * IPv6 socket has both, because it may carry IPv4.
 *
 * @param v4 hops
 * @param v6 hops; equal to v4 when the socket is IPv4 only
 */
public record SocketHopLimit(int v4, int v6) {

  /**
   * Makes every packet the socket sends from now on, retransmissions included, expire at that hop.
   *
   * @param fd of an open socket
   * @param hops 1 to 255
   * @return the value for {@link #restore}
   */
  public static SocketHopLimit set(int fd, int hops) throws SystemCallException {
    if (hops < 1 || hops > 255) {
      throw new IllegalArgumentException("hops must be 1 to 255, got: " + hops);
    }
    var before = of(fd);
    new SocketHopLimit(hops, hops).restore(fd);
    return before;
  }

  /** The current values of the socket. */
  public static SocketHopLimit of(int fd) throws SystemCallException {
    int v4 = SocketOptions.get(fd, SOL_IP, IP_TTL);
    return SocketOptions.isIpv6(fd)
        ? new SocketHopLimit(v4, SocketOptions.get(fd, SOL_IPV6, IPV6_UNICAST_HOPS))
        : new SocketHopLimit(v4, v4);
  }

  /** Sets this limit on the socket. */
  public void restore(int fd) throws SystemCallException {
    SocketOptions.set(fd, SOL_IP, IP_TTL, v4);
    if (SocketOptions.isIpv6(fd)) {
      SocketOptions.set(fd, SOL_IPV6, IPV6_UNICAST_HOPS, v6);
    }
  }
}
