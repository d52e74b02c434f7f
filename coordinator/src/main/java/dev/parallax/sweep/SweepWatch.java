package dev.parallax.sweep;

import dev.parallax.model.SweepId;

/** Is there for every sweep, whoever started it. */
@FunctionalInterface
public interface SweepWatch {
  /**
   * A sweep is about to start; called before anything of it is known.
   *
   * @return what follows it
   */
  SweepListener follow(SweepId sweep, SweepRequest request);
}
