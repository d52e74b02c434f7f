package dev.parallax.bench.fault;

import dev.parallax.peer.LinkProxy.Flow;
import dev.parallax.stage.StageFailure;
import java.time.Duration;
import java.util.List;

/** Faults of the TCP connections between agents and coordinator, made by a proxy. */
final class LinkFaults {
  private static final Duration LONGEST = Duration.ofSeconds(6);
  private static final Duration BETWEEN_CUTS = Duration.ofMillis(600);
  private static final int CUTS = 8;

  private LinkFaults() {}

  static List<FaultKind> all() {
    return List.of(
        new FaultKind("link cut", 1, LinkFaults::cut),
        new FaultKind("link half-open", 1, LinkFaults::halfOpen),
        new FaultKind("link black-holed", 1, LinkFaults::blackHole),
        new FaultKind("link flapping", 1, LinkFaults::flapping));
  }

  /** A reset of each connection. */
  private static void cut(FaultFleet fleet, Chance chance) throws StageFailure {
    fleet.link().cut();
  }

  /** No byte arrives in one direction; then all that waited arrives, or a reset. */
  private static void halfOpen(FaultFleet fleet, Chance chance)
      throws StageFailure, InterruptedException {
    var link = fleet.link();
    link.flow(chance.heads() ? Flow.CLIENT_HELD : Flow.SERVER_HELD);
    chance.pause(LONGEST);
    if (chance.heads()) {
      link.cut();
    }
    link.flow(Flow.FORWARDED);
  }

  /** No byte arrives in either direction, also of new connections; then a reset. */
  private static void blackHole(FaultFleet fleet, Chance chance)
      throws StageFailure, InterruptedException {
    var link = fleet.link();
    link.flow(Flow.SWALLOWED);
    chance.pause(LONGEST);
    link.cut();
    link.flow(Flow.FORWARDED);
  }

  private static void flapping(FaultFleet fleet, Chance chance)
      throws StageFailure, InterruptedException {
    for (int i = 0; i < CUTS; i++) {
      fleet.link().cut();
      chance.pause(BETWEEN_CUTS);
    }
  }
}
