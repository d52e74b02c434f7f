package dev.parallax.store.postgres;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.parallax.store.failure.StoreException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class PasswordFileTest {
  @TempDir Path home;

  @Test
  void fileOfTheEnvironment_precedesTheFileOfTheHomeFolder() throws IOException {
    var named = file("named", "rw-------");
    assertEquals(Optional.empty(), PasswordFile.find(Map.of(), home));
    var own = file(".pgpass", "r--------");
    assertEquals(Optional.of(own), PasswordFile.find(Map.of(), home));
    assertEquals(
        Optional.of(named), PasswordFile.find(Map.of("PGPASSFILE", named.toString()), home));
  }

  @Test
  void fileOfOtherUsers_isRefused() throws IOException {
    var open = file(".pgpass", "rw-r-----");
    var refused = assertThrows(StoreException.class, () -> PasswordFile.find(Map.of(), home));
    assertEquals(
        "the password file " + open + " is accessible to other users; expected mode 0600",
        refused.getMessage());
  }

  @Test
  void missingFile_thatIsNamed_isRefused() {
    var missing = home.resolve("missing").toString();
    var refused =
        assertThrows(
            StoreException.class, () -> PasswordFile.find(Map.of("PGPASSFILE", missing), home));
    assertEquals("cannot read the password file " + missing, refused.getMessage());
  }

  private Path file(String name, String mode) throws IOException {
    var file = Files.createFile(home.resolve(name));
    return Files.setPosixFilePermissions(file, PosixFilePermissions.fromString(mode));
  }
}
