package dev.parallax.agent.path;

import dev.parallax.agent.policy.Admission;
import dev.parallax.agent.policy.Budget;
import dev.parallax.agent.policy.Cidr;
import dev.parallax.agent.policy.Cost;
import dev.parallax.agent.policy.Gate;
import dev.parallax.agent.policy.Permit;
import dev.parallax.agent.policy.Policy;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;

/** Permits for loopback. */
public final class Leave {
  private Leave() {}

  static Permit to(InetAddress loopback) {
    return admitted(gate().path(loopback, Cost.datagrams(1, 1)));
  }

  /** For a connection. */
  public static Permit to(InetSocketAddress loopback) {
    return admitted(gate().target(loopback));
  }

  private static Gate gate() {
    return new Gate(Policy.of(List.of(Cidr.parse("127.0.0.0/8"))), Budget.ample());
  }

  private static Permit admitted(Admission admission) {
    return switch (admission) {
      case Admission.Admitted(var permit) -> permit;
      case Admission.Refused(var refusal) -> throw new AssertionError(refusal);
    };
  }
}
