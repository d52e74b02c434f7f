package dev.parallax.store.failure;

import java.nio.file.Path;

/** A file, folder or database was written by a newer version; it is left as it was. */
public final class IncompatibleStoreException extends StoreException {
  private static final long serialVersionUID = 1L;

  public IncompatibleStoreException(Path path, int found, int supported) {
    this(path.toString(), found, supported);
  }

  /**
   * @param place a path, or the address of a database
   */
  public IncompatibleStoreException(String place, int found, int supported) {
    super(
        place
            + " was written by a newer version: found format "
            + found
            + ", this one supports up to "
            + supported);
  }
}
