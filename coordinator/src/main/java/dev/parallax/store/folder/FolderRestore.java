package dev.parallax.store.folder;

import dev.parallax.store.failure.StoreException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Optional;

/** Puts a backup into a data folder. */
public final class FolderRestore {
  /**
   * The copy while its files are moved to their places; while it exists, no coordinator starts on
   * the folder.
   */
  static final String UNFINISHED = "restore.unfinished";

  private static final String COPY = "restore.copy";

  private FolderRestore() {}

  /**
   * Copies a backup into a data folder that no coordinator uses. Files that are there are moved to
   * the folder {@code replaced}, never deleted.
   *
   * @param replaced the name of the folder for the replaced files, which does not exist; empty
   *     refuses a data folder with a database
   * @throws DataFolderInUseException when a coordinator has locked the data folder
   * @throws StoreException when it has a database and {@code replaced} is empty, or something
   *     cannot be read or written
   */
  public static void run(
      DataLayout backup, Path data, Optional<String> replaced, FolderBackup.DatabaseCopy copies) {
    var folder = data.toAbsolutePath().normalize();
    try {
      Files.createDirectories(folder, OwnerOnly.folder());
      try (var _ = FolderLock.take(folder, new DataLayout(folder).lockFile())) {
        restore(backup, new DataLayout(folder), replaced, copies);
      }
    } catch (IOException trouble) {
      throw new StoreException("cannot write " + data + ": " + trouble, trouble);
    }
  }

  private static void restore(
      DataLayout backup,
      DataLayout data,
      Optional<String> replaced,
      FolderBackup.DatabaseCopy copies)
      throws IOException {
    if (replaced.isEmpty() && !present(data).isEmpty()) {
      throw new StoreException(
          data.root()
              + " has a "
              + present(data).getFirst().getFileName()
              + " already; nothing was changed: choose an empty folder, or add --overwrite, which"
              + " keeps the replaced files in a folder beside it");
    }
    var unfinished = new DataLayout(data.root().resolve(UNFINISHED));
    var copy = data.root().resolve(COPY);
    FolderTree.delete(copy);
    Files.createDirectory(copy, OwnerOnly.folder());
    FolderBackup.copyOrDelete(backup, copy, copies);
    FolderTree.delete(unfinished.root());
    Files.move(copy, unfinished.root(), StandardCopyOption.ATOMIC_MOVE);
    if (replaced.isPresent()) {
      moveAway(data, data.root().resolve(replaced.get()));
    }
    for (var part : present(unfinished)) {
      Files.move(part, data.root().resolve(part.getFileName()), StandardCopyOption.ATOMIC_MOVE);
    }
    Files.delete(unfinished.root());
    FolderTree.flush(data.root());
  }

  private static void moveAway(DataLayout data, Path folder) throws IOException {
    Files.createDirectory(folder, OwnerOnly.folder());
    for (var part : present(data)) {
      Files.move(part, folder.resolve(part.getFileName()), StandardCopyOption.ATOMIC_MOVE);
    }
  }

  /** The log of a database goes with it. */
  private static List<Path> present(DataLayout layout) {
    var database = layout.database();
    return List.of(
            database,
            database.resolveSibling(database.getFileName() + "-wal"),
            database.resolveSibling(database.getFileName() + "-shm"),
            layout.authority(),
            layout.operator(),
            layout.formatFile())
        .stream()
        .filter(Files::exists)
        .toList();
  }
}
