package dev.parallax.agent.responder;

import dev.parallax.agent.memory.BudgetShare;
import dev.parallax.agent.path.capture.CapturedPacket;
import dev.parallax.model.observation.Packets;
import java.net.InetSocketAddress;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The packets of connections that left this host while a watch ran. Once they exceed the limit, no
 * more are kept. Not thread-safe.
 */
final class LeavingConnections {
  private final BudgetShare memory;
  private final Map<Flow, Leaving> known = new HashMap<>();

  /** Flows of several connections: the one of a trial cannot be identified. */
  private final Set<Flow> ambiguous = new HashSet<>();

  private boolean full;

  LeavingConnections(BudgetShare memory) {
    this.memory = memory;
  }

  void begin(Flow flow, CapturedPacket syn) {
    var former = known.get(flow);
    if (former != null && !former.isBegunBy(syn)) {
      // Its memory stays reserved, for its entry among the ambiguous flows.
      known.remove(flow);
      ambiguous.add(flow);
    } else if (former == null && !full && !ambiguous.contains(flow)) {
      add(flow, new Leaving(syn));
    }
  }

  void take(Flow flow, CapturedPacket captured) {
    var departure = known.get(flow);
    if (departure == null) {
      return;
    }
    long before = departure.bytes();
    departure.take(captured, !captured.incoming());
    if (!memory.add(departure.bytes() - before)) {
      giveUp();
    }
  }

  /** The packets of the connection from this port to that end; they are forgotten here. */
  Optional<Packets> remove(int localPort, InetSocketAddress remote) {
    return known.keySet().stream()
        .filter(flow -> flow.from().getPort() == localPort && flow.to().equals(remote))
        .findFirst()
        .flatMap(flow -> Optional.ofNullable(known.remove(flow)))
        .map(this::forgotten);
  }

  private Packets forgotten(Leaving departure) {
    memory.giveBack(departure.bytes());
    return departure.packets();
  }

  void clear() {
    memory.giveBack(known.values().stream().mapToLong(Leaving::bytes).sum());
    known.clear();
  }

  private void add(Flow flow, Leaving fresh) {
    if (memory.take(fresh.bytes())) {
      known.put(flow, fresh);
    } else {
      giveUp();
    }
  }

  private void giveUp() {
    full = true;
    clear();
  }
}
