package dev.parallax.agent.path;

import dev.parallax.agent.policy.Permit;
import java.net.InetAddress;

/** Checks that a permit is for the address that is about to be sent to. */
final class Permits {
  private Permits() {}

  static void require(Permit permit, InetAddress target) {
    if (!permit.remote().getAddress().equals(target)) {
      throw new IllegalArgumentException(
          "a permit for "
              + target.getHostAddress()
              + " is expected, got: "
              + permit.remote().getAddress().getHostAddress());
    }
  }
}
