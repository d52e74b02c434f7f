package dev.parallax.relay;

import static java.util.stream.Collectors.toSet;

import dev.parallax.fleet.AgentLink;
import dev.parallax.fleet.ConnectedAgents;
import dev.parallax.model.vantage.Vantage;
import dev.parallax.model.vantage.VantageId;
import dev.parallax.store.relay.AgentPresence;
import dev.parallax.store.relay.RelayStore;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** Writes which agents are connected to this coordinator, whenever that changes. */
final class LinkPublisher {
  /** A smaller change of a clock offset is not written. */
  private static final Duration OFFSET_CHANGE = Duration.ofMillis(500);

  private final ConnectedAgents agents;
  private final RelayStore store;
  private final SecondProcesses second;
  private Map<VantageId, Published> known = Map.of();

  private record Published(
      AgentLink link, long generation, boolean answered, Vantage vantage, boolean draining) {
    boolean isOutdated() {
      return draining != link.draining() || !isSimilar(vantage, link.vantage());
    }

    AgentPresence presence() {
      return new AgentPresence(
          generation, link.instance(), answered, vantage, draining, Instant.EPOCH);
    }
  }

  LinkPublisher(ConnectedAgents agents, RelayStore store, SecondProcesses second) {
    this.agents = agents;
    this.store = store;
    this.second = second;
  }

  /** Used by one thread. */
  void publish() {
    examineReplaced();
    var next = new HashMap<VantageId, Published>();
    var changed = new ArrayList<AgentPresence>();
    for (var link : agents.all()) {
      var id = link.vantage().id();
      var before = Optional.ofNullable(known.get(id)).filter(one -> one.link.equals(link));
      var now =
          second.hasAnswered(link)
              ? published(link, Optional.empty(), true)
              : before.filter(one -> !one.isOutdated()).orElseGet(() -> published(link, before));
      if (!before.equals(Optional.of(now))) {
        changed.add(now.presence());
      }
      next.put(id, now);
    }
    var gone = known.keySet().stream().filter(id -> !next.containsKey(id)).toList();
    if (!changed.isEmpty() || !gone.isEmpty()) {
      store.publish(changed, gone);
    }
    known = next;
    second.retain(next.keySet(), next.values().stream().map(Published::link).collect(toSet()));
  }

  /** A row that is lost without a newer stream is written again. */
  private void examineReplaced() {
    var replaced = store.replaced(known.keySet());
    if (!replaced.isEmpty()) {
      var kept = new HashMap<>(known);
      replaced.forEach(
          (vantage, newer) ->
              newer.ifPresentOrElse(
                  found -> agents.link(vantage).ifPresent(link -> second.examine(link, found)),
                  () -> kept.remove(vantage)));
      known = kept;
    }
  }

  private Published published(AgentLink link, Optional<Published> before) {
    return published(link, before, before.filter(Published::answered).isPresent());
  }

  /** A stream keeps its generation. */
  private Published published(AgentLink link, Optional<Published> before, boolean answered) {
    long generation = before.map(Published::generation).orElseGet(store::nextGeneration);
    return new Published(link, generation, answered, link.vantage(), link.draining());
  }

  private static boolean isSimilar(Vantage one, Vantage other) {
    return one.labels().equals(other.labels())
        && one.agentVersion().equals(other.agentVersion())
        && one.facts().equals(other.facts())
        && one.clockOffset().isPresent() == other.clockOffset().isPresent()
        && one.clockOffset()
                .orElse(Duration.ZERO)
                .minus(other.clockOffset().orElse(Duration.ZERO))
                .abs()
                .compareTo(OFFSET_CHANGE)
            < 0;
  }
}
