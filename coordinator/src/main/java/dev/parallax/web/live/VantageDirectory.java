package dev.parallax.web.live;

import dev.parallax.fleet.AgentLink;
import dev.parallax.fleet.ConnectedAgents;
import dev.parallax.fleet.IdentityConflicts;
import dev.parallax.fleet.VantageState;
import dev.parallax.model.Vantage;
import dev.parallax.store.Store;
import dev.parallax.store.VantageRecord;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** The vantages as they stand now: what is stored of them, seen together with the open link. */
public final class VantageDirectory {
  private final Store store;
  private final ConnectedAgents agents;
  private final IdentityConflicts conflicts;

  public VantageDirectory(Store store, ConnectedAgents agents, IdentityConflicts conflicts) {
    this.store = store;
    this.agents = agents;
    this.conflicts = conflicts;
  }

  /**
   * One vantage.
   *
   * @param now labels, agent version and clock offset; of an offline one only its labels
   * @param lastHeard absent when its agent never connected
   * @param conflicts signs that its key is in two places, since the coordinator started
   */
  public record Member(
      VantageState state,
      Vantage now,
      Optional<Instant> lastHeard,
      Instant certificateNotAfter,
      Map<IdentityConflicts.Kind, IdentityConflicts.Count> conflicts) {}

  /** In name order, without revoked ones. */
  public List<Member> members() {
    return store.vantages().stream().filter(known -> !known.revoked()).map(this::member).toList();
  }

  /** How many vantages there are of each state, revoked ones too. */
  public Map<VantageState, Long> counts() {
    return store.vantages().stream()
        .collect(Collectors.groupingBy(this::state, Collectors.counting()));
  }

  private Member member(VantageRecord known) {
    var link = agents.link(known.id());
    return new Member(
        state(known),
        link.map(AgentLink::vantage).orElseGet(() -> offline(known)),
        link.map(AgentLink::lastHeard).or(known::lastSeen),
        known.certificateNotAfter(),
        conflicts.of(known.id()));
  }

  private VantageState state(VantageRecord known) {
    return VantageState.of(known, agents.link(known.id()));
  }

  private static Vantage offline(VantageRecord known) {
    return new Vantage(known.id(), known.labels(), "", Optional.empty(), Map.of());
  }
}
