package dev.parallax.evaluate.fault;

import dev.parallax.model.verdict.Cause;

/**
 * The ordinary packet loss on a vantage's path: no fault, until it is high enough that a verdict
 * may name it.
 */
public final class PathLoss extends Fault {
  public PathLoss() {
    super(Cause.HEALTHY, Locus.PATH, "own way loses packets");
  }
}
