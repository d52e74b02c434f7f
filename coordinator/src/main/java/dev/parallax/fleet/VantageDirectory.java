package dev.parallax.fleet;

import dev.parallax.fleet.enrolment.IdentityConflicts;
import dev.parallax.model.vantage.Vantage;
import dev.parallax.store.Store;
import dev.parallax.store.VantageRecord;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** The current vantages: the stored record of each, joined with its open link. */
public final class VantageDirectory implements FleetView {
  private final Store store;
  private final AgentLinks agents;
  private final IdentityConflicts conflicts;

  public VantageDirectory(Store store, AgentLinks agents, IdentityConflicts conflicts) {
    this.store = store;
    this.agents = agents;
    this.conflicts = conflicts;
  }

  /**
   * One vantage.
   *
   * @param stored its stored record
   * @param now labels, agent version and clock offset; only the labels of an offline vantage
   * @param lastHeard when its agent last sent a message, from the open link, otherwise from the
   *     store; absent when its agent never connected
   * @param conflicts identity conflicts since the coordinator started
   * @param spool reported by its connected agent
   */
  public record DirectoryEntry(
      VantageRecord stored,
      VantageState state,
      Vantage now,
      Optional<Instant> lastHeard,
      Map<IdentityConflicts.Kind, IdentityConflicts.Count> conflicts,
      Optional<SpoolFigures> spool) {
    public Instant certificateNotAfter() {
      return stored.certificateNotAfter();
    }
  }

  /** Every vantage that ever enrolled, in name order, revoked vantages too. */
  public List<DirectoryEntry> enrolled() {
    return store.vantages().stream().map(this::member).toList();
  }

  /** In name order, without revoked vantages. */
  public List<DirectoryEntry> members() {
    return enrolled().stream().filter(member -> member.state() != VantageState.REVOKED).toList();
  }

  @Override
  public List<Vantage> vantages() {
    return members().stream().map(DirectoryEntry::now).toList();
  }

  /** The number of vantages in each state, including revoked vantages. */
  public Map<VantageState, Long> counts() {
    return enrolled().stream()
        .collect(Collectors.groupingBy(DirectoryEntry::state, Collectors.counting()));
  }

  private DirectoryEntry member(VantageRecord stored) {
    var link = agents.link(stored.id());
    return new DirectoryEntry(
        stored,
        VantageState.of(stored, link),
        link.map(AgentLink::vantage).orElseGet(() -> offline(stored)),
        link.map(AgentLink::lastHeard).or(stored::lastSeen),
        conflicts.of(stored.id()),
        link.flatMap(AgentLink::spool));
  }

  private static Vantage offline(VantageRecord stored) {
    return new Vantage(stored.id(), stored.labels(), "", Optional.empty(), Map.of());
  }
}
