package dev.parallax.sweep;

import dev.parallax.model.RoundEnd;

/** What a sweep does after a round. */
sealed interface NextStep {
  /** Asks again. */
  record Ask(PlannedRound round) implements NextStep {}

  /** Is over. */
  record Stop(RoundEnd why) implements NextStep {}
}
