package dev.parallax.store;

import java.nio.file.Path;

/** A file or folder was written by a newer version; it is left as it was. */
public final class IncompatibleStoreException extends StoreException {
  private static final long serialVersionUID = 1L;

  public IncompatibleStoreException(Path path, int found, int supported) {
    super(
        path
            + " was written by a newer version: found format "
            + found
            + ", this one supports up to "
            + supported);
  }
}
