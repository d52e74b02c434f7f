package dev.parallax.store.failure;

import java.nio.file.Path;

/** A database file of another program; it is left as it was. */
public final class ForeignStoreException extends StoreException {
  private static final long serialVersionUID = 1L;

  /**
   * @param sign what shows the other program, for example {@code application_id 7}
   */
  public ForeignStoreException(Path file, String sign) {
    super(
        "%s is a database of another program (%s); nothing was changed: choose another data folder"
            .formatted(file, sign));
  }
}
