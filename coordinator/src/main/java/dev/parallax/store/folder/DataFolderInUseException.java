package dev.parallax.store.folder;

import dev.parallax.store.failure.StoreException;
import java.nio.file.Path;

/** Another coordinator has locked the data folder. */
public final class DataFolderInUseException extends StoreException {
  private static final long serialVersionUID = 1L;

  /**
   * @param holder the other process's id as it wrote it, e.g. {@code 4711}
   */
  public DataFolderInUseException(Path folder, String holder) {
    super(
        folder
            + " is in use by another coordinator (pid "
            + holder
            + "); stop it or choose another data folder");
  }
}
