package dev.parallax.relay;

import dev.parallax.fleet.AgentLink;
import dev.parallax.fleet.ConnectedAgents;
import dev.parallax.store.relay.AgentOrder;
import dev.parallax.store.relay.RelayStore;
import dev.parallax.sweep.SweepRelay;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Passes messages of other coordinators on to the agents of this coordinator. */
final class OrderDelivery {
  private final ConnectedAgents agents;
  private final RelayStore store;
  private final SweepRelay sweeps;

  /** The messages that were passed on and may not be deleted yet. */
  private final Set<Long> done = new HashSet<>();

  OrderDelivery(ConnectedAgents agents, RelayStore store, SweepRelay sweeps) {
    this.agents = agents;
    this.store = store;
    this.sweeps = sweeps;
  }

  /** Used by one thread. A message to an agent that has just left waits for its next stream. */
  void deliver() {
    var orders = store.orders().stream().filter(order -> !done.contains(order.id())).toList();
    var delivered = new ArrayList<AgentOrder>();
    var plans = sweeps.plans(ofKind(orders, AgentOrder.Kind.ASSIGN));
    for (var order : orders) {
      var plan = plans.get(order);
      agents
          .link(order.vantage())
          .ifPresent(
              link -> {
                if (order.kind() != AgentOrder.Kind.ASSIGN) {
                  carryOut(order, link);
                } else if (plan != null) {
                  link.assign(plan);
                }
                delivered.add(order);
              });
    }
    if (!delivered.isEmpty()) {
      delivered.forEach(order -> done.add(order.id()));
      store.passedOn(delivered);
      done.clear();
    }
  }

  private static List<AgentOrder> ofKind(List<AgentOrder> orders, AgentOrder.Kind kind) {
    return orders.stream().filter(order -> order.kind() == kind).toList();
  }

  private void carryOut(AgentOrder order, AgentLink link) {
    switch (order.kind()) {
      case CANCEL -> order.sweep().ifPresent(link::cancel);
      case COLLECT_SIGHTINGS -> {
        sweeps.expectSightings(order);
        order
            .sweep()
            .ifPresent(sweep -> link.collectSightings(sweep, order.round(), order.clientRandoms()));
      }
      case DRAIN -> link.drain();
      case REVOKE -> agents.cutAll(order.vantage(), AgentLink.Cut.REVOKED);
      case ASSIGN -> throw new IllegalArgumentException("a plan is sent with its bytes");
    }
  }
}
