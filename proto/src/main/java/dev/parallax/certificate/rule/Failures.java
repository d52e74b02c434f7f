package dev.parallax.certificate.rule;

import dev.parallax.model.failure.Failure;
import dev.parallax.model.failure.FailureWord;
import dev.parallax.model.failure.Step;
import dev.parallax.text.Printable;

/** Failures of the TLS step with text from certificates, which is hostile. */
public final class Failures {
  private Failures() {}

  public static Failure of(FailureWord word, String detail) {
    return new Failure(Step.TLS, word, Printable.collapsed(detail, Failure.DETAIL_LIMIT));
  }
}
