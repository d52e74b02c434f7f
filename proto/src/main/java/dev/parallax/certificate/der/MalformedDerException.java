package dev.parallax.certificate.der;

/** Bytes that are not the DER they should be. */
public final class MalformedDerException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public MalformedDerException(String said) {
    super(said);
  }

  public MalformedDerException(String said, Throwable cause) {
    super(said, cause);
  }
}
