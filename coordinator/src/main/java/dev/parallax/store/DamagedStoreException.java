package dev.parallax.store;

import java.nio.file.Path;

/** A database file whose pages contradict each other; it is left as it was. */
public final class DamagedStoreException extends StoreException {
  private static final long serialVersionUID = 1L;

  /**
   * @param finding what SQLite found first
   */
  DamagedStoreException(Path file, String finding) {
    super(
        "%s is damaged: %s; nothing was changed: restore a backup, or move the file away and try sqlite3 .recover"
            .formatted(file, finding));
  }
}
