package dev.parallax.fleet.authority;

import static java.nio.charset.StandardCharsets.US_ASCII;

import dev.parallax.store.failure.StoreException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Optional;
import java.util.Set;

/** A folder of files that are readable by their owner only. */
final class OwnerFiles {
  private static final FileAttribute<?> OWNER_FOLDER = mode("rwx------");
  private static final FileAttribute<?> OWNER_FILE = mode("rw-------");

  private final Path folder;

  OwnerFiles(Path folder) {
    this.folder = folder;
  }

  Path file(String name) {
    return folder.resolve(name);
  }

  Optional<String> read(String name) {
    try {
      var file = file(name);
      return Files.exists(file) ? Optional.of(Files.readString(file, US_ASCII)) : Optional.empty();
    } catch (IOException trouble) {
      throw new StoreException("cannot read " + file(name) + ": " + trouble, trouble);
    }
  }

  /** Replaces the file atomically. */
  void write(String name, String content) {
    try {
      Files.createDirectories(folder, OWNER_FOLDER);
      var fresh = file(name + ".new");
      Files.deleteIfExists(fresh);
      flush(fresh, content);
      Files.move(fresh, file(name), StandardCopyOption.ATOMIC_MOVE);
    } catch (IOException trouble) {
      throw new StoreException("cannot write " + file(name) + ": " + trouble, trouble);
    }
  }

  void delete(String name) {
    try {
      Files.deleteIfExists(file(name));
    } catch (IOException trouble) {
      throw new StoreException("cannot delete " + file(name) + ": " + trouble, trouble);
    }
  }

  private static void flush(Path fresh, String content) throws IOException {
    var options = Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
    try (var channel = FileChannel.open(fresh, options, OWNER_FILE)) {
      var bytes = ByteBuffer.wrap(content.getBytes(US_ASCII));
      while (bytes.hasRemaining()) {
        channel.write(bytes);
      }
      channel.force(true);
    }
  }

  private static FileAttribute<?> mode(String permissions) {
    return PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(permissions));
  }
}
