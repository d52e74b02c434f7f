package dev.parallax.agent.path.trace;

import dev.parallax.agent.path.kernel.BlockingTask;
import dev.parallax.agent.path.kernel.SystemCallException;
import dev.parallax.agent.policy.Cost;
import dev.parallax.agent.policy.Permit;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/**
 * Determines the routers on the path to a target, without privileges: packets with increasing hop
 * limits, and the ICMP errors from the socket's error queue. All packets of a trace are one flow
 * (the same addresses and ports, for UDP the same checksum), so that load-balancing routers keep it
 * on one path.
 */
public final class Traceroute {
  /** The number of consecutive silent hops after which the rest is considered silent too. */
  static final int MOST_SILENT = 8;

  private Traceroute() {}

  /** Probes the hops in sequence. */
  interface HopWalk {
    Trace walk() throws SystemCallException;
  }

  /**
   * Starts a trace on a thread of its own.
   *
   * @param permit for the target, charged with the plan's whole cost; unsent packets are returned
   * @return completes within the plan's deadline and one wait; a refused system call ends the trace
   *     and is not an exception
   */
  public static CompletableFuture<Trace> start(TracePlan plan, Permit permit) {
    permit.require(plan.target().getAddress());
    return BlockingTask.run("parallax-trace", () -> run(plan, permit));
  }

  private static Trace run(TracePlan plan, Permit permit) {
    var trace = run(plan);
    int unused = Math.max(0, plan.cost().datagrams() - trace.sent());
    permit.giveBack(Cost.datagrams(unused, TracePlan.PACKET));
    return trace;
  }

  /** The same on the calling thread, which it blocks. */
  public static Trace run(TracePlan plan) {
    try {
      return walk(plan).walk();
    } catch (SystemCallException failed) {
      return new Trace(
          plan.probe(),
          0,
          plan.cost().datagrams(),
          List.of(),
          Trace.TraceEnd.LOCAL_ERROR,
          Optional.of(failed.detail()));
    }
  }

  private static HopWalk walk(TracePlan plan) {
    return switch (plan.probe()) {
      case UDP -> new UdpWalk(plan);
      case TCP_SYN -> new SynWalk(plan);
    };
  }
}
