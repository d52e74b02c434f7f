package dev.parallax.agent.path;

import dev.parallax.agent.policy.Cidr;
import dev.parallax.agent.policy.Cost;
import dev.parallax.agent.policy.Gate;
import dev.parallax.agent.policy.GateDecision;
import dev.parallax.agent.policy.Permit;
import dev.parallax.agent.policy.Policy;
import dev.parallax.agent.policy.SendingBudget;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;

/** Permits for loopback. */
public final class Leave {
  private Leave() {}

  public static Permit to(InetAddress loopback) {
    return admitted(gate().path(loopback, Cost.datagrams(1, 1)));
  }

  /** For a connection. */
  public static Permit to(InetSocketAddress loopback) {
    return admitted(gate().target(loopback));
  }

  private static Gate gate() {
    return new Gate(Policy.of(List.of(Cidr.parse("127.0.0.0/8"))), SendingBudget.ample());
  }

  private static Permit admitted(GateDecision admission) {
    return switch (admission) {
      case GateDecision.Admitted(var permit) -> permit;
      case GateDecision.Refused(var refusal) -> throw new AssertionError(refusal);
    };
  }
}
