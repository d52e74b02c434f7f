package dev.parallax.attribution;

import dev.parallax.model.Arm;
import dev.parallax.model.RoundReason;

/** What asking takes. */
@FunctionalInterface
public interface TrialCost {
  /** How many trials one vantage would run of the arm for this reason; 0 when it cannot be run. */
  int trials(Arm arm, RoundReason reason);
}
