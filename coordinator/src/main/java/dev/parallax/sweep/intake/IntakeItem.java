package dev.parallax.sweep.intake;

import dev.parallax.log.LogContext;
import dev.parallax.model.observation.Observation;
import dev.parallax.model.value.SweepId;
import dev.parallax.model.vantage.VantageId;

/** A message of an agent that waits in the intake. */
sealed interface IntakeItem {
  /** The log's context while the message is worked on. */
  LogContext logContext();

  /**
   * An observation.
   *
   * @param size bytes of the encoded observation
   * @param arrival monotonic, in nanoseconds
   */
  record Seen(Observation observation, long size, Intake.Sender sender, long arrival)
      implements IntakeItem {
    @Override
    public LogContext logContext() {
      return LogContext.of(observation.key().sweep(), observation.key().vantage());
    }
  }

  /** A message for a running sweep that is not stored. */
  record ForSweep(SweepId sweep, VantageId vantage, Mail mail) implements IntakeItem {
    @Override
    public LogContext logContext() {
      return LogContext.of(sweep, vantage);
    }
  }
}
