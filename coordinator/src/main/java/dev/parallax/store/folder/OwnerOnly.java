package dev.parallax.store.folder;

import static java.nio.file.LinkOption.NOFOLLOW_LINKS;
import static java.nio.file.StandardOpenOption.CREATE_NEW;
import static java.nio.file.StandardOpenOption.WRITE;

import dev.parallax.store.failure.StoreException;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;

/** Makes a folder and its files accessible to their owner only. */
final class OwnerOnly {
  private static final Set<PosixFilePermission> FOLDER =
      PosixFilePermissions.fromString("rwx------");
  private static final Set<PosixFilePermission> FILE = PosixFilePermissions.fromString("rw-------");

  private OwnerOnly() {}

  static FileAttribute<?> folder() {
    return PosixFilePermissions.asFileAttribute(FOLDER);
  }

  static FileAttribute<?> file() {
    return PosixFilePermissions.asFileAttribute(FILE);
  }

  /** Creates an empty file when absent; the additional files of SQLite get the same mode. */
  static void create(Path file) throws IOException {
    try {
      FileChannel.open(file, Set.of(CREATE_NEW, WRITE), file()).close();
    } catch (FileAlreadyExistsException there) {
      restrict(file);
    }
  }

  /**
   * Sets the modes of a folder to 0700 and of the files in it to 0600.
   *
   * @throws StoreException when the folder belongs to another user
   */
  static void restrictAll(Path folder) throws IOException {
    restrict(folder);
    try (var entries = Files.list(folder)) {
      for (var entry : (Iterable<Path>) entries::iterator) {
        if (!Files.isSymbolicLink(entry)) {
          restrict(entry);
        }
      }
    }
  }

  private static void restrict(Path path) throws IOException {
    var wanted = Files.isDirectory(path, NOFOLLOW_LINKS) ? FOLDER : FILE;
    if (wanted.containsAll(Files.getPosixFilePermissions(path))) {
      return;
    }
    try {
      Files.setPosixFilePermissions(path, wanted);
    } catch (FileSystemException refused) {
      throw new StoreException(
          path
              + " can be used by other users and belongs to "
              + Files.getOwner(path)
              + "; run as that user, or chown it and chmod it to "
              + (wanted.equals(FOLDER) ? "0700" : "0600"),
          refused);
    }
  }
}
