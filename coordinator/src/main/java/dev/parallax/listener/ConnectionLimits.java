package dev.parallax.listener;

import dev.parallax.fleet.authority.Role;
import java.time.Duration;

/**
 * The limits of connections. A connection is unauthenticated until a call on it was admitted by its
 * client certificate.
 *
 * @param unauthenticated unauthenticated connections at once, over all addresses
 * @param unauthenticatedPerNetwork unauthenticated connections from one IPv4 address or one IPv6
 *     /64
 * @param unauthenticatedBytes bytes read from an unauthenticated connection, TLS included; further
 *     bytes stay in the peer's socket until the connection is authenticated
 * @param unauthenticatedLifetime maximum lifetime of an unauthenticated connection
 * @param enrolmentCalls calls at once on an unauthenticated connection
 * @param agent of one vantage
 * @param operator of one operator name
 * @param transfers downloads of packages, which are unauthenticated connections too
 */
public record ConnectionLimits(
    int unauthenticated,
    int unauthenticatedPerNetwork,
    int unauthenticatedBytes,
    Duration unauthenticatedLifetime,
    int enrolmentCalls,
    IdentityLimits agent,
    IdentityLimits operator,
    Transfers transfers) {
  public static final ConnectionLimits DEFAULT =
      new ConnectionLimits(
          256,
          64,
          64 * 1_024,
          Duration.ofSeconds(10),
          2,
          new IdentityLimits(8, 2),
          new IdentityLimits(256, 64),
          new Transfers(32, 4, Duration.ofMinutes(5)));

  /**
   * The limits of one identity.
   *
   * @param connections at once
   * @param calls at once on a connection
   */
  public record IdentityLimits(int connections, int calls) {}

  /**
   * The limits of downloads.
   *
   * @param total at once, over all addresses
   * @param perNetwork at once to one IPv4 address or one IPv6 /64
   * @param lifetime maximum time of a download; replaces the lifetime of its connection
   */
  public record Transfers(int total, int perNetwork, Duration lifetime) {}

  int calls(Role role) {
    return switch (role) {
      case Role.Nobody _ -> enrolmentCalls;
      case Role.Agent _ -> agent.calls();
      case Role.Operator _ -> operator.calls();
    };
  }

  int connections(Role role) {
    return switch (role) {
      case Role.Nobody _ -> unauthenticated;
      case Role.Agent _ -> agent.connections();
      case Role.Operator _ -> operator.connections();
    };
  }
}
