package dev.parallax.fleet;

import dev.parallax.model.value.SweepId;
import dev.parallax.model.vantage.VantageId;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The connected agents: one stream for each vantage. A process that reconnects replaces its own
 * older stream. Another process replaces it only when the older stream does not answer: a copied
 * key must not disconnect the true agent.
 */
public final class ConnectedAgents implements AgentLinks {
  private static final Duration START_AFTER = Duration.ofMillis(300);

  private final Map<VantageId, AgentLink> links = new ConcurrentHashMap<>();
  private final Map<VantageId, Set<AgentLink>> streams = new ConcurrentHashMap<>();

  /** A stream of this vantage is open, before or after Hello. */
  public void opened(VantageId vantage, AgentLink stream) {
    streams.compute(
        vantage,
        (id, known) -> {
          var all = known == null ? ConcurrentHashMap.<AgentLink>newKeySet() : known;
          all.add(stream);
          return all;
        });
  }

  /** The stream has ended. */
  public void closed(VantageId vantage, AgentLink stream) {
    streams.computeIfPresent(
        vantage,
        (id, known) -> {
          known.remove(stream);
          return known.isEmpty() ? null : known;
        });
  }

  /** Every open stream, before and after Hello. */
  public Collection<AgentLink> open() {
    return streams.values().stream().flatMap(Set::stream).toList();
  }

  @Override
  public void cutAll(VantageId vantage, AgentLink.Cut reason) {
    List.copyOf(streams.getOrDefault(vantage, Set.of())).forEach(stream -> stream.cut(reason));
    link(vantage).ifPresent(stream -> stream.cut(reason));
  }

  /**
   * Assigns a vantage to a link after its Hello; waits at most 3 s for an answer of the older link.
   *
   * @return the link of another process that keeps the vantage because it answers, or empty when
   *     {@code link} has it
   */
  public Optional<AgentLink> enter(VantageId vantage, AgentLink link) {
    while (true) {
      var holder = links.putIfAbsent(vantage, link);
      if (holder == null || holder.equals(link)) {
        return Optional.empty();
      }
      if (!isSameProcess(holder, link) && holder.challenge().join()) {
        return Optional.of(holder);
      }
      if (links.replace(vantage, holder, link)) {
        holder.cut(AgentLink.Cut.REPLACED);
        return Optional.empty();
      }
    }
  }

  private static boolean isSameProcess(AgentLink holder, AgentLink link) {
    return !link.instance().isEmpty() && link.instance().equals(holder.instance());
  }

  /** Assigns a vantage to a link unconditionally. */
  public void connected(VantageId vantage, AgentLink link) {
    var older = links.put(vantage, link);
    if (older != null) {
      older.cut(AgentLink.Cut.REPLACED);
    }
  }

  /** Removes the link, unless a newer link has replaced it. */
  public void disconnected(VantageId vantage, AgentLink link) {
    links.remove(vantage, link);
  }

  @Override
  public Optional<AgentLink> link(VantageId vantage) {
    return Optional.ofNullable(links.get(vantage));
  }

  @Override
  public Duration startAfter(Collection<VantageId> vantages) {
    return START_AFTER;
  }

  @Override
  public void assign(Map<VantageId, Assignment> plans) {
    plans.forEach((vantage, plan) -> link(vantage).ifPresent(link -> link.assign(plan)));
  }

  @Override
  public void cancel(SweepId sweep, Collection<VantageId> vantages) {
    vantages.forEach(vantage -> link(vantage).ifPresent(link -> link.cancel(sweep)));
  }

  @Override
  public void collectSightings(
      SweepId sweep, int round, Collection<VantageId> witnesses, Set<String> clientRandoms) {
    witnesses.forEach(
        witness ->
            link(witness).ifPresent(link -> link.collectSightings(sweep, round, clientRandoms)));
  }

  /** The number of connected agents. */
  public int count() {
    return links.size();
  }

  public Collection<AgentLink> all() {
    return List.copyOf(links.values());
  }
}
