package dev.parallax.attribution;

import dev.parallax.model.plan.Arm;
import dev.parallax.model.sweep.RoundReason;

/** The cost of a probe. */
@FunctionalInterface
public interface TrialCost {
  /** The number of trials of the arm at one vantage for this reason; 0 when it cannot be run. */
  int trials(Arm arm, RoundReason reason);
}
