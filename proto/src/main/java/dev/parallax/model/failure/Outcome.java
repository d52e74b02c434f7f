package dev.parallax.model.failure;

/** How a trial ended. */
public sealed interface Outcome {
  /** Every requested step of the probe succeeded. */
  record Ok() implements Outcome {}

  /** A step failed; no later step ran. */
  record Failed(Failure failure) implements Outcome {}

  /** The trial did not run; {@code detail} names the rule, limit or word that prevented it. */
  record NotRun(NotRunReason reason, String detail) implements Outcome {}
}
