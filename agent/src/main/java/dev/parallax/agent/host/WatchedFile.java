package dev.parallax.agent.host;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/**
 * A file that is read again only after a change of its status (stat(2)): inode, size, time of the
 * last modification or of the last status change. Not safe for use by several threads.
 */
final class WatchedFile<T> {
  private static final String STATUS = "unix:dev,ino,size,lastModifiedTime,ctime";

  private final Function<Path, T> reader;
  private Optional<FileSnapshot<T>> last = Optional.empty();

  private record Version(Path path, Map<String, Object> status) {}

  private record FileSnapshot<T>(Version version, T value) {}

  /**
   * Without a reading yet.
   *
   * @param reader reads the file, or reports that it cannot be read
   */
  WatchedFile(Function<Path, T> reader) {
    this.reader = reader;
  }

  T read(Path path) {
    var version = version(path);
    var known = last.filter(reading -> reading.version().equals(version));
    if (known.isEmpty()) {
      last = Optional.of(new FileSnapshot<>(version, reader.apply(path)));
    }
    return last.orElseThrow().value();
  }

  private static Version version(Path path) {
    try {
      return new Version(path, Map.copyOf(Files.readAttributes(path, STATUS)));
    } catch (IOException unreadable) {
      return new Version(path, Map.of("error", unreadable.getClass().getName()));
    }
  }
}
