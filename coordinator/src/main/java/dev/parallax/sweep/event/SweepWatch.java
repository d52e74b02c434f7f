package dev.parallax.sweep.event;

import dev.parallax.model.value.SweepId;
import dev.parallax.sweep.request.SweepRequest;

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
