package dev.parallax.store.failure;

import java.nio.file.Path;

/** There is no space; earlier data is still stored and readable. */
public final class StoreFullException extends StoreException {
  private static final long serialVersionUID = 1L;

  public StoreFullException(Path file, Throwable cause) {
    this(file.toString(), cause);
  }

  /**
   * @param place a file, or the address of a database
   */
  public StoreFullException(String place, Throwable cause) {
    super("the store is full, nothing more can be written to " + place, cause);
  }
}
