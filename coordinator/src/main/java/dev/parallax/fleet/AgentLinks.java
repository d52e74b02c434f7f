package dev.parallax.fleet;

import dev.parallax.model.value.SweepId;
import dev.parallax.model.vantage.VantageId;
import java.time.Duration;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The connected agents of the fleet, wherever their streams end. */
public interface AgentLinks {
  /** The open stream of a vantage. */
  Optional<AgentLink> link(VantageId vantage);

  /**
   * The time from the dispatch of a round until its common start: long enough for the slowest link
   * to have its plan.
   */
  Duration startAfter(Collection<VantageId> vantages);

  /**
   * Sends plans; a vantage without a stream does not receive its plan.
   *
   * @throws dev.parallax.store.failure.StoreException when plans for agents of other coordinators
   *     cannot be stored
   */
  void assign(Map<VantageId, Assignment> plans);

  /** The vantages run no further trial of the sweep. */
  void cancel(SweepId sweep, Collection<VantageId> vantages);

  /**
   * The round is over at every vantage; these may answer with their sightings of it.
   *
   * @param clientRandoms of the ClientHellos of the round's vantages; lower-case hex
   */
  void collectSightings(
      SweepId sweep, int round, Collection<VantageId> witnesses, Set<String> clientRandoms);

  /** Ends every stream of this vantage, before and after Hello. */
  void cutAll(VantageId vantage, AgentLink.Cut reason);
}
