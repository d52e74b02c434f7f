package dev.parallax.outlet;

/** A sweep cannot be written now; a later attempt may succeed. */
public final class OutletException extends Exception {
  private static final long serialVersionUID = 1L;

  OutletException(String message) {
    super(message);
  }

  OutletException(String message, Throwable cause) {
    super(message, cause);
  }
}
