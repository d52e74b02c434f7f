package dev.parallax.sweep;

import dev.parallax.model.Observation;
import dev.parallax.model.Sighting;
import dev.parallax.model.VantageId;
import java.util.List;

/** What can arrive while a sweep runs. */
sealed interface Mail {
  /** The observation is stored. */
  record Observed(Observation observation) implements Mail {}

  /**
   * The vantage has sent all it has for this round.
   *
   * @param understood false when the plan held something its agent does not know
   */
  record PlanFinished(VantageId vantage, int round, boolean understood) implements Mail {}

  /**
   * What an agent saw of the others' connections.
   *
   * @param last false when more of the round will follow
   */
  record Sighted(VantageId witness, int round, List<Sighting> sightings, boolean last)
      implements Mail {
    public Sighted {
      sightings = List.copyOf(sightings);
    }
  }

  /** An observation could not be stored; the sweep cannot be trusted to be whole any more. */
  record StoreFailed(RuntimeException error) implements Mail {}

  /** Its operator does not want it any more. */
  record Cancelled() implements Mail {}
}
