package dev.parallax.model;

import dev.parallax.text.Printable;

/**
 * How a trial ended when it did not succeed; it is always the last thing that happened.
 *
 * @param step the step in which it arose
 * @param said the original words of the system or library, bounded to 300 characters; hostile until
 *     escaped
 */
public record Failure(Step step, FailureWord word, String said) {
  public static final int SAID_LIMIT = 300;

  public Failure {
    said = Printable.cut(said, SAID_LIMIT);
  }

  /** Step and word. */
  public StepFailure kind() {
    return new StepFailure(step, word);
  }
}
