package dev.parallax.attack.stranger;

import java.net.InetAddress;
import java.net.InetSocketAddress;

/** Where strangers connect from: no honest agent or operator shares their address. */
final class Strangers {
  static final InetSocketAddress SOURCE =
      new InetSocketAddress(InetAddress.ofLiteral("127.66.0.1"), 0);

  /** For an attack that needs one of the connections of its address. */
  static final InetSocketAddress OTHER_SOURCE =
      new InetSocketAddress(InetAddress.ofLiteral("127.66.0.2"), 0);

  private Strangers() {}
}
