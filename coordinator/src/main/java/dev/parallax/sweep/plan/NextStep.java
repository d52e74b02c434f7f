package dev.parallax.sweep.plan;

import dev.parallax.model.sweep.RoundEnd;

/** The decision of a sweep after a round. */
public sealed interface NextStep {
  /** Another round. */
  record Ask(PlannedRound round) implements NextStep {}

  /** The end of the sweep, with its reason. */
  record Stop(RoundEnd why) implements NextStep {}
}
