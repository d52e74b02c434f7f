package dev.parallax.agent.state;

import dev.parallax.agent.config.ExitException;
import dev.parallax.agent.file.PrivateFile;
import dev.parallax.model.verdict.ExitCode;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;

/** Files and folders that are readable by their owner only; a file is replaced atomically. */
final class PrivateFiles {
  private static final String FOLDER = "rwx------";
  private static final String FILE = "rw-------";

  private PrivateFiles() {}

  static void createFolder(Path folder) throws IOException {
    var parent = folder.toAbsolutePath().getParent();
    if (parent != null) {
      Files.createDirectories(parent);
    }
    if (!Files.isDirectory(folder)) {
      Files.createDirectory(
          folder, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(FOLDER)));
    }
    Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString(FOLDER));
  }

  /**
   * Sets the modes of an existing folder to 0700 and of the files in it to 0600.
   *
   * @throws ExitException when they belong to another user
   */
  static void restrict(Path folder) throws IOException {
    restrict(folder, FOLDER);
    try (var entries = Files.list(folder)) {
      for (var entry : (Iterable<Path>) entries::iterator) {
        if (Files.isRegularFile(entry, LinkOption.NOFOLLOW_LINKS)) {
          restrict(entry, FILE);
        }
      }
    }
  }

  private static void restrict(Path path, String mode) throws IOException {
    var wanted = PosixFilePermissions.fromString(mode);
    if (wanted.containsAll(Files.getPosixFilePermissions(path))) {
      return;
    }
    try {
      Files.setPosixFilePermissions(path, wanted);
    } catch (FileSystemException refused) {
      throw new ExitException(
          ExitCode.USAGE,
          path
              + " can be used by other users and belongs to "
              + Files.getOwner(path)
              + "; run as that user, or chown it and chmod it to "
              + (mode.equals(FOLDER) ? "0700" : "0600"),
          refused);
    }
  }

  /** Opens for locking; creates it when absent. */
  static FileChannel open(Path file) throws IOException {
    return PrivateFile.open(file);
  }

  /** Replaces a file atomically; it is on the disk when this returns. */
  static void write(Path file, String text) throws IOException {
    PrivateFile.write(file, text);
  }

  static void move(Path from, Path to) throws IOException {
    PrivateFile.move(from, to);
  }
}
