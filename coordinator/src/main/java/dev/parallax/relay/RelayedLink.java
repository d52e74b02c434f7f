package dev.parallax.relay;

import dev.parallax.fleet.AgentLink;
import dev.parallax.fleet.Assignment;
import dev.parallax.model.value.SweepId;
import dev.parallax.model.vantage.Vantage;
import dev.parallax.model.vantage.VantageId;
import dev.parallax.store.relay.AgentOrder;
import dev.parallax.store.relay.AgentPresence;
import dev.parallax.store.relay.RelayStore;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** An agent that is connected to another coordinator. */
final class RelayedLink implements AgentLink {
  private final AgentPresence present;
  private final RelayStore store;

  RelayedLink(AgentPresence present, RelayStore store) {
    this.present = present;
    this.store = store;
  }

  /** The message that carries a plan. */
  static AgentOrder order(VantageId vantage, Assignment assignment, RoundNumbers rounds) {
    return new AgentOrder(
        0,
        vantage,
        AgentOrder.Kind.ASSIGN,
        Optional.of(assignment.sweep()),
        rounds.of(assignment.plan()),
        assignment.startAfter(),
        assignment.deadline(),
        assignment.handshakeInterval(),
        assignment.routes(),
        assignment.watchPorts(),
        Set.of());
  }

  @Override
  public Vantage vantage() {
    return present.vantage();
  }

  @Override
  public boolean draining() {
    return present.draining();
  }

  /** When its coordinator last wrote its facts. */
  @Override
  public Instant lastHeard() {
    return present.changedAt();
  }

  @Override
  public void assign(Assignment assignment) {
    send(order(id(), assignment, new RoundNumbers()));
  }

  @Override
  public void cancel(SweepId sweep) {
    send(new AgentOrder(id(), AgentOrder.Kind.CANCEL, Optional.of(sweep)));
  }

  @Override
  public void collectSightings(SweepId sweep, int round, Set<String> clientRandoms) {
    send(AgentOrder.sightings(id(), sweep, round, clientRandoms));
  }

  @Override
  public void drain() {
    send(new AgentOrder(id(), AgentOrder.Kind.DRAIN, Optional.empty()));
  }

  /** Its own coordinator sends its heartbeats. */
  @Override
  public void heartbeat() {}

  /** Its own coordinator ends its stream, except that of a revoked vantage. */
  @Override
  public void cut(Cut reason) {
    if (reason == Cut.REVOKED) {
      send(new AgentOrder(id(), AgentOrder.Kind.REVOKE, Optional.empty()));
    }
  }

  private VantageId id() {
    return present.vantage().id();
  }

  private void send(AgentOrder order) {
    store.send(List.of(order));
    store.ring();
  }
}
