package dev.parallax.store.folder;

import dev.parallax.store.failure.StoreException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Objects;

/**
 * Copies a data folder: the database, the keys of the certificate authority and the identity of the
 * operator. A copy has the layout of a data folder.
 */
public final class FolderBackup {
  private FolderBackup() {}

  /** Copies a database file that another process may write at the same time. */
  @FunctionalInterface
  public interface DatabaseCopy {
    void copy(Path database, Path copy);
  }

  /**
   * Writes a complete copy to a new folder, or nothing.
   *
   * @throws StoreException when {@code target} exists, or something cannot be read or written
   */
  public static void write(DataLayout source, Path target, DatabaseCopy databases) {
    if (Files.exists(target)) {
      throw new StoreException("a backup is written to a new folder, exists: " + target);
    }
    var folder = target.toAbsolutePath().normalize();
    var parent = Objects.requireNonNull(folder.getParent(), "every folder but / has a parent");
    var unfinished = parent.resolve(folder.getFileName() + ".unfinished");
    try {
      FolderTree.delete(unfinished);
      Files.createDirectories(parent);
      Files.createDirectory(unfinished, OwnerOnly.folder());
      copyOrDelete(source, unfinished, databases);
      Files.move(unfinished, folder, StandardCopyOption.ATOMIC_MOVE);
      FolderTree.flush(parent);
    } catch (IOException trouble) {
      throw new StoreException("cannot write " + target + ": " + trouble, trouble);
    }
  }

  /** Copies to an existing empty folder, which is deleted where that fails. */
  static void copyOrDelete(DataLayout source, Path folder, DatabaseCopy databases)
      throws IOException {
    try {
      copyAll(source, new DataLayout(folder), databases);
    } catch (IOException | RuntimeException failed) {
      FolderTree.delete(folder);
      throw failed;
    }
  }

  private static void copyAll(DataLayout source, DataLayout copy, DatabaseCopy databases)
      throws IOException {
    OwnerOnly.create(copy.database());
    databases.copy(source.database(), copy.database());
    FolderTree.copy(source.authority(), copy.authority());
    FolderTree.copy(source.operator(), copy.operator());
    FolderTree.copy(source.formatFile(), copy.formatFile());
    FolderTree.flush(copy.root());
  }
}
