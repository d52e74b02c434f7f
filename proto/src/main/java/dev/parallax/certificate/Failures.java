package dev.parallax.certificate;

import dev.parallax.model.Failure;
import dev.parallax.model.FailureWord;
import dev.parallax.model.Step;
import dev.parallax.text.Printable;

/** Failures of the TLS step with text from certificates, which is hostile. */
final class Failures {
  private Failures() {}

  static Failure of(FailureWord word, String detail) {
    return new Failure(Step.TLS, word, Printable.collapsed(detail, Failure.DETAIL_LIMIT));
  }
}
