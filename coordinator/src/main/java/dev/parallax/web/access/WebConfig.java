package dev.parallax.web.access;

import java.net.InetSocketAddress;
import java.util.Optional;
import java.util.Set;

/**
 * What the coordinator is told of its HTTP port.
 *
 * @param listen port 0 takes a free one; beyond loopback the port speaks TLS and asks who is there
 * @param token what operators log in with; without one only their certificates let them in
 * @param names host names the port is called by besides addresses and {@code localhost}
 */
public record WebConfig(InetSocketAddress listen, Optional<LoginToken> token, Set<String> names) {
  public WebConfig {
    names = Set.copyOf(names);
  }

  public boolean isLocal() {
    return listen.getAddress().isLoopbackAddress();
  }

  /** Whoever can reach loopback may operate, unless there is a token. */
  boolean isOpen() {
    return isLocal() && token.isEmpty();
  }
}
