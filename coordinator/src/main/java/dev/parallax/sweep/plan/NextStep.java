package dev.parallax.sweep.plan;

import dev.parallax.model.sweep.RoundEnd;

/** The decision of a sweep after a round. */
public sealed interface NextStep {
  /** Asks again. */
  record Ask(PlannedRound round) implements NextStep {}

  /** Is over. */
  record Stop(RoundEnd why) implements NextStep {}
}
