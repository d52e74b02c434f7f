package dev.parallax.store.postgres;

import dev.parallax.store.failure.StoreException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The password file of libpq, of which the driver reads the line of the database: {@code
 * HOST:PORT:NAME:USER:PASSWORD}. As with libpq, it must not be accessible to other users.
 */
final class PasswordFile {
  private static final Set<PosixFilePermission> OWNER =
      Set.of(
          PosixFilePermission.OWNER_READ,
          PosixFilePermission.OWNER_WRITE,
          PosixFilePermission.OWNER_EXECUTE);

  private PasswordFile() {}

  /**
   * The file named by {@code PGPASSFILE}, otherwise {@code .pgpass} of the home folder; empty when
   * there is none.
   *
   * @throws StoreException when it cannot be read, or other users have access to it
   */
  static Optional<Path> find(Map<String, String> environment, Path home) {
    var named = Optional.ofNullable(environment.get("PGPASSFILE")).map(Path::of);
    var file = named.orElseGet(() -> home.resolve(".pgpass"));
    if (named.isEmpty() && !Files.exists(file)) {
      return Optional.empty();
    }
    try {
      if (!OWNER.containsAll(Files.getPosixFilePermissions(file))) {
        throw new StoreException(
            "the password file " + file + " is accessible to other users; expected mode 0600");
      }
      return Optional.of(file);
    } catch (IOException unreadable) {
      throw new StoreException("cannot read the password file " + file, unreadable);
    }
  }
}
