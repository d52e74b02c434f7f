package dev.parallax.evaluate.fault;

import dev.parallax.model.Cause;

/**
 * Packets lost on a place's own way, as on any: nobody's fault until it is so much that to name it
 * is no mistake.
 */
public final class PathLoss extends Fault {
  public PathLoss() {
    super(Cause.HEALTHY, Locus.PATH, "own way loses packets");
  }
}
