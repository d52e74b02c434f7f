package dev.parallax.sweep.intake;

import dev.parallax.model.observation.CentralCheck;
import dev.parallax.model.observation.Observation;
import dev.parallax.model.observation.Sighting;
import dev.parallax.model.observation.TrialKey;
import dev.parallax.model.value.Check;
import dev.parallax.model.vantage.VantageId;
import dev.parallax.sweep.event.SweepListener;
import java.util.List;
import java.util.Optional;

/** The messages to a running sweep. */
public sealed interface Mail {
  /**
   * The observation is stored.
   *
   * @param checkFollows whether {@link Checked} follows for it
   */
  record Observed(Observation observation, boolean checkFollows) implements Mail {}

  /** The central check of a stored observation; empty when it was not possible. */
  record Checked(TrialKey key, Optional<CentralCheck> check) implements Mail {}

  /**
   * The vantage has finished this round.
   *
   * @param understood false when the plan contained parts that its agent does not support
   */
  record PlanFinished(VantageId vantage, int round, boolean understood) implements Mail {}

  /**
   * Sightings of an agent of the connections of other vantages.
   *
   * @param last false when more sightings of the round follow
   */
  record Sighted(VantageId witness, int round, List<Sighting> sightings, boolean last)
      implements Mail {
    public Sighted {
      sightings = List.copyOf(sightings);
    }
  }

  /** An observation could not be stored; the sweep is incomplete. */
  record StoreFailed(RuntimeException error) implements Mail {}

  /**
   * A listener follows the sweep from its first event on.
   *
   * @param skipped observations that the listener has received before
   */
  record Joined(SweepListener listener, long skipped) implements Mail {
    public Joined {
      Check.that(skipped >= 0, "the number of received events is 0 or more", skipped);
    }
  }

  /** Its operator does not want it any more. */
  record Cancelled() implements Mail {}
}
