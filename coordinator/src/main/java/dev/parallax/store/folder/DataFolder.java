package dev.parallax.store.folder;

import dev.parallax.store.failure.IncompatibleStoreException;
import dev.parallax.store.failure.StoreException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

/** A data folder locked by this coordinator until closed. */
public final class DataFolder implements AutoCloseable {
  static final int FORMAT = 1;

  private final DataLayout layout;
  private final FolderLock lock;

  private DataFolder(DataLayout layout, FolderLock lock) {
    this.layout = layout;
    this.lock = lock;
  }

  /**
   * Locks the folder, and creates it when absent. The folder and its files are readable by their
   * owner only, also when an existing folder had wider permissions.
   *
   * @throws DataFolderInUseException when another coordinator has locked it
   * @throws IncompatibleStoreException when it is from a newer version; it is not modified
   * @throws StoreException when it cannot be created, read or written
   */
  public static DataFolder open(Path folder) {
    try {
      return openChecked(folder.toAbsolutePath().normalize());
    } catch (IOException trouble) {
      throw new StoreException("cannot use " + folder + " as data folder: " + trouble, trouble);
    }
  }

  public DataLayout layout() {
    return layout;
  }

  /**
   * Publishes the coordinator's address for commands on this host, until closed.
   *
   * @param address {@code host:port}
   */
  public void publishAddress(String address) {
    try {
      replace(layout.addressFile(), address);
    } catch (IOException trouble) {
      throw new StoreException("cannot write " + layout.addressFile(), trouble);
    }
  }

  @Override
  public void close() {
    try (lock) {
      Files.deleteIfExists(layout.addressFile());
    } catch (IOException trouble) {
      throw new StoreException("cannot leave " + layout.root(), trouble);
    }
  }

  private static DataFolder openChecked(Path folder) throws IOException {
    Files.createDirectories(folder, OwnerOnly.folder());
    OwnerOnly.restrictAll(folder);
    var layout = new DataLayout(folder);
    var lock = FolderLock.take(folder, layout.lockFile());
    try {
      refuseUnfinished(layout);
      checkFormat(layout.formatFile());
      OwnerOnly.create(layout.database());
      return new DataFolder(layout, lock);
    } catch (IOException | RuntimeException refused) {
      lock.close();
      throw refused;
    }
  }

  /** The files of two states may be mixed. */
  private static void refuseUnfinished(DataLayout layout) {
    var unfinished = layout.root().resolve(FolderRestore.UNFINISHED);
    if (Files.exists(unfinished)) {
      throw new StoreException(
          "a restore of " + layout.root() + " was interrupted; run parallax restore again");
    }
  }

  private static void checkFormat(Path file) throws IOException {
    if (!Files.exists(file)) {
      replace(file, Integer.toString(FORMAT));
    }
    var found = number(file, Files.readString(file).strip());
    if (found > FORMAT) {
      throw new IncompatibleStoreException(file.resolveSibling(""), found, FORMAT);
    }
  }

  private static int number(Path file, String text) {
    try {
      return Integer.parseInt(text);
    } catch (NumberFormatException malformed) {
      throw new StoreException(file + " holds no format number, got: " + text, malformed);
    }
  }

  private static void replace(Path file, String line) throws IOException {
    var fresh = file.resolveSibling(file.getFileName() + ".new");
    Files.deleteIfExists(fresh);
    OwnerOnly.create(fresh);
    Files.writeString(fresh, line + "\n");
    Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE);
  }
}
