package dev.parallax.agent.link.route;

import java.util.Optional;

/** A coordinator's address, and the proxy on the way to it. */
public record LinkRoute(HostPort coordinator, Optional<HttpProxy> proxy) {
  public static LinkRoute direct(HostPort coordinator) {
    return new LinkRoute(coordinator, Optional.empty());
  }

  @Override
  public String toString() {
    return coordinator + proxy.map(at -> " through the proxy " + at).orElse("");
  }
}
