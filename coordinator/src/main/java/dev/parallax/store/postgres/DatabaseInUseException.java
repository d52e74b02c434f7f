package dev.parallax.store.postgres;

import dev.parallax.store.failure.StoreException;

/** Another coordinator has the lease of the database. */
public final class DatabaseInUseException extends StoreException {
  private static final long serialVersionUID = 1L;

  /**
   * @param holder the other coordinator: process and host
   */
  DatabaseInUseException(DatabaseAddress address, String holder) {
    super(
        address
            + " is in use by another coordinator ("
            + holder
            + "); stop it or choose another database");
  }
}
