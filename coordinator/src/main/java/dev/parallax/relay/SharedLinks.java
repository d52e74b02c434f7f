package dev.parallax.relay;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import dev.parallax.fleet.AgentLink;
import dev.parallax.fleet.AgentLinks;
import dev.parallax.fleet.Assignment;
import dev.parallax.fleet.ConnectedAgents;
import dev.parallax.model.value.SweepId;
import dev.parallax.model.vantage.VantageId;
import dev.parallax.store.relay.AgentOrder;
import dev.parallax.store.relay.RelayStore;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.LongSupplier;

/**
 * The agents of all coordinators on one database: those connected here by their streams, the rest
 * by messages in the database.
 */
public final class SharedLinks implements AgentLinks {
  /** Longer than the pause between two polls of a coordinator. */
  private static final Duration START_AFTER = Duration.ofMillis(1_500);

  /** The agents of other coordinators are read again after this time. */
  private static final Duration FRESH = Duration.ofSeconds(1);

  private final ConnectedAgents here;
  private final RelayStore store;
  private final LongSupplier nanos;

  @GuardedBy("this")
  private Map<VantageId, AgentLink> elsewhere = Map.of();

  @GuardedBy("this")
  private long readAt;

  /**
   * @param nanos a monotonic clock
   */
  public SharedLinks(ConnectedAgents here, RelayStore store, LongSupplier nanos) {
    this.here = here;
    this.store = store;
    this.nanos = nanos;
    this.readAt = nanos.getAsLong() - FRESH.toNanos();
  }

  @Override
  public Optional<AgentLink> link(VantageId vantage) {
    return here.link(vantage).or(() -> Optional.ofNullable(elsewhere().get(vantage)));
  }

  @Override
  public Duration startAfter(Collection<VantageId> vantages) {
    return vantages.stream().allMatch(this::isHere) ? here.startAfter(vantages) : START_AFTER;
  }

  @Override
  public void assign(Map<VantageId, Assignment> plans) {
    var remote = new LinkedHashMap<>(plans);
    remote.keySet().removeIf(this::isHere);
    var rounds = new RoundNumbers();
    send(
        remote.entrySet().stream()
            .map(plan -> RelayedLink.order(plan.getKey(), plan.getValue(), rounds))
            .toList());
    var local = new LinkedHashMap<>(plans);
    local.keySet().removeAll(remote.keySet());
    here.assign(local);
  }

  @Override
  public void cancel(SweepId sweep, Collection<VantageId> vantages) {
    here.cancel(sweep, vantages);
    send(
        elsewhere(vantages).stream()
            .map(vantage -> new AgentOrder(vantage, AgentOrder.Kind.CANCEL, Optional.of(sweep)))
            .toList());
  }

  @Override
  public void collectSightings(
      SweepId sweep, int round, Collection<VantageId> witnesses, Set<String> clientRandoms) {
    here.collectSightings(sweep, round, witnesses, clientRandoms);
    send(
        elsewhere(witnesses).stream()
            .map(witness -> AgentOrder.sightings(witness, sweep, round, clientRandoms))
            .toList());
  }

  /** Agents of other coordinators are cut at their next poll, also one that connects meanwhile. */
  @Override
  public void cutAll(VantageId vantage, AgentLink.Cut reason) {
    here.cutAll(vantage, reason);
    if (reason == AgentLink.Cut.REVOKED) {
      send(List.of(new AgentOrder(vantage, AgentOrder.Kind.REVOKE, Optional.empty())));
    }
  }

  private boolean isHere(VantageId vantage) {
    return here.link(vantage).isPresent();
  }

  private List<VantageId> elsewhere(Collection<VantageId> vantages) {
    return vantages.stream().filter(vantage -> !isHere(vantage)).toList();
  }

  private void send(List<AgentOrder> orders) {
    if (!orders.isEmpty()) {
      store.send(orders);
      store.ring();
    }
  }

  private synchronized Map<VantageId, AgentLink> elsewhere() {
    long now = nanos.getAsLong();
    if (now - readAt >= FRESH.toNanos()) {
      var links = new HashMap<VantageId, AgentLink>();
      store.elsewhere().forEach(one -> links.put(one.vantage().id(), new RelayedLink(one, store)));
      elsewhere = links;
      readAt = now;
    }
    return elsewhere;
  }
}
