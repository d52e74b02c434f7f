package dev.parallax.store.failure;

/** A stored record cannot be read; a repetition does not change that. */
public final class DamagedRecordException extends StoreException {
  private static final long serialVersionUID = 1L;

  public DamagedRecordException(String message, Throwable cause) {
    super(message, cause);
  }
}
