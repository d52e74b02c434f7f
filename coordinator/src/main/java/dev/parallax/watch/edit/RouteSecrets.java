package dev.parallax.watch.edit;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The files of secrets of routes, in a folder beside the watch file that only its owner reads. A
 * new secret has a new file, so that the watch file names the earlier secret until it is replaced.
 */
final class RouteSecrets {
  private static final Logger log = LoggerFactory.getLogger(RouteSecrets.class);
  private static final int SUFFIX_BYTES = 8;

  private final Path folder;
  private final List<Path> written = new ArrayList<>();

  RouteSecrets(Path watchFile) {
    this.folder = watchFile.resolveSibling(watchFile.getFileName() + ".secrets");
  }

  /** The change with the files of its secrets in place of the secrets. */
  FileChange stored(FileChange change) throws IOException {
    if (!(change instanceof RouteChange.Put put) || !put.name().matches("[A-Za-z0-9._-]{1,64}")) {
      return change;
    }
    var files = new EnumMap<RouteField, String>(RouteField.class);
    for (var secret : put.secrets().entrySet()) {
      var file = write(put.name() + "." + secret.getKey().secret(), secret.getValue());
      files.put(secret.getKey(), file.toString());
    }
    return put.stored(files);
  }

  private Path write(String name, SecretText secret) throws IOException {
    if (!Files.isDirectory(folder)) {
      Files.createDirectory(folder, permissions("rwx------"));
    }
    var suffix = new byte[SUFFIX_BYTES];
    new SecureRandom().nextBytes(suffix);
    var file =
        Files.createFile(
            folder.resolve(name + "." + HexFormat.of().formatHex(suffix)),
            permissions("rw-------"));
    written.add(file);
    Files.writeString(file, secret.value() + "\n", StandardOpenOption.SYNC);
    return file;
  }

  private static FileAttribute<?> permissions(String text) {
    return PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(text));
  }

  /** Deletes the files of a change that was refused. */
  void drop() {
    written.forEach(RouteSecrets::delete);
  }

  /**
   * Deletes the files of this folder that the route named before a change and does not after it.
   */
  void dropReplaced(String before, String after, FileChange change) {
    if (change instanceof RouteChange route) {
      var old = own(before, route.name());
      var now = own(after, route.name());
      old.stream()
          .filter(file -> folder.equals(file.getParent()) && !now.contains(file))
          .forEach(RouteSecrets::delete);
    }
  }

  private static List<Path> own(String text, String route) {
    try {
      var own = WatchText.ownRoute(text, route);
      return Stream.of(RouteField.SECRET_FILE, RouteField.URL_FILE)
          .map(field -> Path.of(own.getOrDefault(field.key(), "")))
          .toList();
    } catch (IllegalArgumentException absent) {
      return List.of();
    }
  }

  private static void delete(Path file) {
    try {
      Files.deleteIfExists(file);
    } catch (IOException kept) {
      log.warn("a secret that is no longer used is not deleted: {}", file);
    }
  }
}
