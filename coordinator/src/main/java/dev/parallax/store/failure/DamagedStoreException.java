package dev.parallax.store.failure;

import java.nio.file.Path;

/** A database file with inconsistent pages; it is not modified. */
public final class DamagedStoreException extends StoreException {
  private static final long serialVersionUID = 1L;

  /**
   * @param finding the first finding of SQLite
   */
  public DamagedStoreException(Path file, String finding) {
    super(
        "%s is damaged: %s; nothing was changed: restore a backup, or move the file away and try sqlite3 .recover"
            .formatted(file, finding));
  }
}
