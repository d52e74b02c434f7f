package dev.parallax.sweep;

import dev.parallax.model.SweepId;

/** Active for every sweep. */
@FunctionalInterface
public interface SweepWatch {
  /**
   * A sweep is about to start; called before its first event.
   *
   * @return its listener
   */
  SweepListener follow(SweepId sweep, SweepRequest request);
}
