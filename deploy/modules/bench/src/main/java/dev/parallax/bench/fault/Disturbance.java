package dev.parallax.bench.fault;

import dev.parallax.stage.StageFailure;
import java.io.IOException;

/** A fault of a fleet in the middle of a sweep. */
@FunctionalInterface
interface Disturbance {
  /** Before the sweep starts. */
  default void prepare(FaultFleet fleet, Chance chance)
      throws StageFailure, IOException, InterruptedException {}

  /** Causes the fault and ends it. */
  void disturb(FaultFleet fleet, Chance chance)
      throws StageFailure, IOException, InterruptedException;

  /** After the check of the sweep: the fleet is as before. */
  default void restore(FaultFleet fleet) throws StageFailure, IOException, InterruptedException {}
}
