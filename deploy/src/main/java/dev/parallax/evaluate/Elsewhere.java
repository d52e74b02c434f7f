package dev.parallax.evaluate;

import java.net.InetAddress;

/** Servers that have nothing to do with the target. */
final class Elsewhere {
  private Elsewhere() {}

  static InetAddress address(String host) {
    int hash = (int) Draw.mix(host.hashCode());
    return InetAddress.ofLiteral("198.18.%d.%d".formatted((hash >>> 8) & 255, 1 + (hash & 127)));
  }
}
