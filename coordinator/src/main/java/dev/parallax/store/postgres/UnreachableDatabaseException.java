package dev.parallax.store.postgres;

import dev.parallax.store.failure.StoreException;

/** The server of the database cannot be reached now; a later attempt may succeed. */
public final class UnreachableDatabaseException extends StoreException {
  private static final long serialVersionUID = 1L;

  UnreachableDatabaseException(String message, Throwable cause) {
    super(message, cause);
  }
}
