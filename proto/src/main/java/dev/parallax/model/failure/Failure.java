package dev.parallax.model.failure;

import dev.parallax.text.Printable;

/**
 * The failure of a trial, which is always its last event.
 *
 * @param step the failed step
 * @param detail the original text of the system or library, bounded to 300 characters; hostile
 *     until escaped
 */
public record Failure(Step step, FailureWord word, String detail) {
  public static final int DETAIL_LIMIT = 300;

  public Failure {
    detail = Printable.cut(detail, DETAIL_LIMIT);
  }

  /** Step and word. */
  public StepFailure kind() {
    return new StepFailure(step, word);
  }
}
