package dev.parallax.certificate.der;

/** Bytes that are not the DER they should be. */
public final class MalformedDerException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public MalformedDerException(String detail) {
    super(detail);
  }

  public MalformedDerException(String detail, Throwable cause) {
    super(detail, cause);
  }
}
