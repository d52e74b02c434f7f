package dev.parallax.agent.path;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/**
 * Names the routers on the way to a target, without privileges: packets with growing hop limits,
 * and the routers' complaints from the socket's error queue. All packets of a trace are one flow
 * (the same addresses and ports, for UDP the same checksum), so that routers which spread flows
 * over several paths keep it on one.
 */
public final class Traceroute {
  /** Hops that may be silent in a row before the rest is taken for silent too. */
  static final int MOST_SILENT = 8;

  private Traceroute() {}

  /** Asks hop after hop. */
  interface Walk {
    Trace walk() throws SystemCallException;
  }

  /**
   * Starts a trace on a thread of its own.
   *
   * @return completes within the plan's deadline and one wait; a system call this host refuses is
   *     an ending of the trace, not an exception
   */
  public static CompletableFuture<Trace> start(TracePlan plan) {
    return Background.run("parallax-trace", () -> run(plan));
  }

  /** The same on the calling thread, which it blocks. */
  static Trace run(TracePlan plan) {
    try {
      return walk(plan).walk();
    } catch (SystemCallException failed) {
      return new Trace(
          plan.probe(), 0, List.of(), Trace.Ending.LOCAL_ERROR, Optional.of(failed.said()));
    }
  }

  private static Walk walk(TracePlan plan) {
    return switch (plan.probe()) {
      case UDP -> new UdpWalk(plan);
      case TCP_SYN -> new SynWalk(plan);
    };
  }
}
