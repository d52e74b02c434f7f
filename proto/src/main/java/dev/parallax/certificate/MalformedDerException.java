package dev.parallax.certificate;

/** Bytes that are not the DER they should be. */
final class MalformedDerException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  MalformedDerException(String said) {
    super(said);
  }

  MalformedDerException(String said, Throwable cause) {
    super(said, cause);
  }
}
