package dev.parallax.model;

/** How a trial ended. */
public sealed interface Outcome {
  /** Every step the probe asked for succeeded. */
  record Ok() implements Outcome {}

  /** A step failed; nothing after it ran. */
  record Failed(Failure failure) implements Outcome {}

  /** The trial did not run; {@code said} names the rule, limit or word that stopped it. */
  record NotRun(NotRunReason reason, String said) implements Outcome {}
}
