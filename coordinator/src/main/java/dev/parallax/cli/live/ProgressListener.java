package dev.parallax.cli.live;

import dev.parallax.model.observation.Observation;
import dev.parallax.v1.RoundStarted;
import dev.parallax.v1.SweepStarted;

/** Receives the progress of a sweep. */
public interface ProgressListener extends AutoCloseable {
  /** The load on the targets at most, before the sweep starts. */
  void load(String line);

  void started(SweepStarted sweep);

  void round(RoundStarted round);

  void result(Observation seen);

  void finished();

  /** A line for the operator that is not part of the progress. */
  default void note(String line) {}

  @Override
  default void close() {}
}
