package dev.parallax.watch.edit;

import dev.parallax.text.FileErrors;
import dev.parallax.watch.file.WatchFile;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import java.util.Optional;

/**
 * Changes the watch file on disk: under a lock beside the file, and by a rename, so that every
 * reader sees the text before or after the change. Safe for several threads and processes.
 */
public final class WatchFileEditor {
  private final WatchFile file;

  public WatchFileEditor(WatchFile file) {
    this.file = file;
  }

  /** The version of the text in use. */
  public String version() {
    return file.version();
  }

  /**
   * The keys and values of a watch, without those of the defaults.
   *
   * @throws IllegalArgumentException for a target without a watch
   */
  public Map<String, String> own(String target) {
    return WatchText.own(file.text(), target);
  }

  /**
   * The keys and values of a route.
   *
   * @throws IllegalArgumentException for an unknown route
   */
  public Map<String, String> ownRoute(String name) {
    return WatchText.ownRoute(file.text(), name);
  }

  /** The maintenance windows of all watches, as {@link MaintenanceChange} has them. */
  public String maintenance() {
    return WatchText.maintenance(file.text());
  }

  /**
   * Changes a part of the file.
   *
   * @param version that the change was made for; without it that in use
   * @throws IllegalArgumentException naming the invalid value and the expectation
   * @throws WatchConflictException when the file is another by now, or cannot be written
   */
  public void apply(FileChange change, Optional<String> version) {
    synchronized (WatchFileEditor.class) { // A process has one lock of a file.
      try {
        replace(file.path().toRealPath(), change, version.orElse(file.version()));
      } catch (IOException failed) {
        throw new WatchConflictException(
            "expected a watch file that can be written, got: " + FileErrors.of(failed), failed);
      }
    }
  }

  private void replace(Path real, FileChange change, String version) throws IOException {
    checkWritable(real);
    var options = new StandardOpenOption[] {StandardOpenOption.CREATE, StandardOpenOption.WRITE};
    try (var channel = FileChannel.open(beside(real, ".lock"), options);
        var _ = channel.lock()) {
      var text = Files.readString(real);
      checkVersion(version, WatchFile.version(text));
      replace(real, text, change);
      var _ = file.reread();
    }
  }

  private static void replace(Path real, String text, FileChange change) throws IOException {
    var secrets = new RouteSecrets(real);
    try {
      var changed = WatchText.apply(text, secrets.stored(change));
      write(real, changed);
      secrets.dropReplaced(text, changed, change);
    } catch (IOException | RuntimeException refused) {
      secrets.drop();
      throw refused;
    }
  }

  private static Path beside(Path file, String end) {
    return file.resolveSibling("." + file.getFileName() + end);
  }

  /** A file that its owner protects is not replaced, also where a rename could. */
  private static void checkWritable(Path real) {
    if (!isWritable(real)) {
      throw new WatchConflictException("expected a watch file that can be written, got: " + real);
    }
  }

  private static boolean isWritable(Path real) {
    try {
      return Files.isWritable(real)
          && Files.isWritable(real.toAbsolutePath().getParent())
          && Files.getPosixFilePermissions(real).contains(PosixFilePermission.OWNER_WRITE);
    } catch (IOException absent) {
      return false;
    }
  }

  private void checkVersion(String expected, String found) {
    if (!found.equals(expected)) {
      var _ = file.reread();
      throw new WatchConflictException(
          "the watch file was changed on disk: expected version %s, got: %s"
              .formatted(expected, found));
    }
  }

  private static void write(Path real, String text) throws IOException {
    var fresh = beside(real, ".new");
    Files.deleteIfExists(fresh);
    var permissions = Files.getPosixFilePermissions(real, LinkOption.NOFOLLOW_LINKS);
    Files.createFile(fresh, PosixFilePermissions.asFileAttribute(permissions));
    Files.setPosixFilePermissions(fresh, permissions);
    Files.writeString(fresh, text);
    try (var channel = FileChannel.open(fresh, StandardOpenOption.WRITE)) {
      channel.force(true);
    }
    Files.move(fresh, real, StandardCopyOption.ATOMIC_MOVE);
  }
}
