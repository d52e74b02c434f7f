package dev.parallax.certificate;

import dev.parallax.certificate.der.ReaderLimit;
import dev.parallax.model.failure.Failure;

/** The result of the validation of a chain (RFC 5280, section 6). */
public sealed interface Validation {
  /** A client should accept the chain. */
  record Valid() implements Validation {}

  /** A client should not accept the chain. */
  record Invalid(Failure failure) implements Validation {}

  /**
   * The chain was not validated, because a limit of this decoder was reached. Neither a pass nor a
   * failure of the server.
   */
  record Indeterminate(ReaderLimit limit) implements Validation {}
}
