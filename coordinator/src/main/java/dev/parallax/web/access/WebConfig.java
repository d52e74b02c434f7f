package dev.parallax.web.access;

import java.net.InetSocketAddress;
import java.util.Optional;
import java.util.Set;

/**
 * The configuration of the HTTP port.
 *
 * @param listen port 0 selects a free port; on other addresses than loopback the port uses TLS and
 *     requires a login
 * @param token the login token; without it only operator certificates are accepted
 * @param names host names of the port in addition to addresses and {@code localhost}
 * @param nel whether the port takes reports of browsers, without a login
 */
public record WebConfig(
    InetSocketAddress listen, Optional<LoginToken> token, Set<String> names, boolean nel) {
  /** Without reports of browsers. */
  public WebConfig(InetSocketAddress listen, Optional<LoginToken> token, Set<String> names) {
    this(listen, token, names, false);
  }

  public WebConfig {
    names = Set.copyOf(names);
  }

  public boolean isLocal() {
    return listen.getAddress().isLoopbackAddress();
  }

  /** Every client on loopback may operate, unless a token is configured. */
  boolean isOpen() {
    return isLocal() && token.isEmpty();
  }
}
