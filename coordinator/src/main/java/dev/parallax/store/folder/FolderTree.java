package dev.parallax.store.folder;

import static java.nio.file.LinkOption.NOFOLLOW_LINKS;
import static java.nio.file.StandardOpenOption.READ;
import static java.nio.file.StandardOpenOption.WRITE;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;

/** Files and folders that are copied with the modes of {@link OwnerOnly}, and flushed. */
final class FolderTree {
  private FolderTree() {}

  /** Copies a file or folder, if it exists; links are not followed. */
  static void copy(Path from, Path to) throws IOException {
    if (Files.isRegularFile(from, NOFOLLOW_LINKS)) {
      OwnerOnly.create(to);
      Files.write(to, Files.readAllBytes(from));
      try (var file = FileChannel.open(to, WRITE)) {
        file.force(true);
      }
    } else if (Files.isDirectory(from, NOFOLLOW_LINKS)) {
      Files.createDirectory(to, OwnerOnly.folder());
      try (var entries = Files.list(from)) {
        for (var entry : (Iterable<Path>) entries::iterator) {
          copy(entry, to.resolve(entry.getFileName()));
        }
      }
      flush(to);
    }
  }

  /** Deletes a folder with all its files, if it exists. */
  static void delete(Path folder) throws IOException {
    if (!Files.exists(folder, NOFOLLOW_LINKS)) {
      return;
    }
    try (var all = Files.walk(folder)) {
      for (var path : (Iterable<Path>) all.sorted(Comparator.reverseOrder())::iterator) {
        Files.delete(path);
      }
    }
  }

  /** Makes the entries of a folder durable. */
  static void flush(Path folder) throws IOException {
    try (var entries = FileChannel.open(folder, READ)) {
      entries.force(true);
    }
  }
}
