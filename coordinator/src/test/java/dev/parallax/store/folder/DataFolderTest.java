package dev.parallax.store.folder;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.parallax.store.FolderHolder;
import dev.parallax.store.failure.IncompatibleStoreException;
import dev.parallax.store.failure.StoreException;
import dev.parallax.store.sqlite.SqliteStore;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
final class DataFolderTest {
  @TempDir Path temporary;

  @Test
  void open_makesTheFolderForItsOwnerOnly() throws IOException {
    var folder = temporary.resolve("a/data");
    try (var data = DataFolder.open(folder)) {
      assertEquals(
          "rwx------", PosixFilePermissions.toString(Files.getPosixFilePermissions(folder)));
      assertEquals("1", Files.readString(folder.resolve("format")).strip());
      assertEquals(folder, data.layout().root());
    }
  }

  @Test
  void open_ofAFolderEverybodyMayRead_makesItPrivate() throws IOException {
    Files.setPosixFilePermissions(temporary, PosixFilePermissions.fromString("rwxr-xr-x"));
    var old = Files.writeString(temporary.resolve("parallax.db-wal"), "");
    Files.setPosixFilePermissions(old, PosixFilePermissions.fromString("rw-r--r--"));
    try (var data = DataFolder.open(temporary);
        var store = SqliteStore.open(data.layout().database())) {
      data.publishAddress("127.0.0.1:1");
      store.audit(Instant.EPOCH, "test", "writes");
      assertEquals(
          "rwx------", PosixFilePermissions.toString(Files.getPosixFilePermissions(temporary)));
      try (var files = Files.list(temporary)) {
        for (var file : files.toList()) {
          var mode = PosixFilePermissions.toString(Files.getPosixFilePermissions(file));
          assertEquals("rw-------", mode, file.toString());
        }
      }
    }
  }

  @Test
  void open_twiceInOneProcess_isRefusedNamingFolderAndPid() {
    try (var first = DataFolder.open(temporary)) {
      var refused = assertThrows(DataFolderInUseException.class, () -> DataFolder.open(temporary));
      assertEquals(
          first.layout().root()
              + " is in use by another coordinator (pid "
              + ProcessHandle.current().pid()
              + "); stop it or choose another data folder",
          refused.getMessage());
    }
  }

  @Test
  void open_heldByAnotherProcess_isRefusedNamingItsPid() throws Exception {
    var holder =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                System.getProperty("java.class.path"),
                FolderHolder.class.getName(),
                temporary.toString())
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    try (var said = holder.inputReader()) {
      assertEquals("held", said.readLine());
      var refused = assertThrows(DataFolderInUseException.class, () -> DataFolder.open(temporary));
      assertTrue(String.valueOf(refused.getMessage()).contains("(pid " + holder.pid() + ")"));
      holder.destroyForcibly();
      assertTrue(holder.waitFor(30, SECONDS));
      DataFolder.open(temporary).close();
    } finally {
      holder.destroyForcibly();
    }
  }

  @Test
  void open_afterClose_isAccepted() {
    DataFolder.open(temporary).close();
    DataFolder.open(temporary).close();
  }

  @Test
  void open_fromANewerVersion_isRefusedAndLetGo() throws IOException {
    var format = Files.writeString(temporary.resolve("format"), "7\n");
    var refused = assertThrows(IncompatibleStoreException.class, () -> DataFolder.open(temporary));
    assertEquals(
        temporary + " was written by a newer version: found format 7, this one supports up to 1",
        refused.getMessage());
    assertEquals("7\n", Files.readString(format));
    Files.writeString(format, "1\n");
    DataFolder.open(temporary).close();
  }

  @Test
  void open_formatThatIsNoNumber_isRefused() throws IOException {
    Files.writeString(temporary.resolve("format"), "seven");
    var refused = assertThrows(StoreException.class, () -> DataFolder.open(temporary));
    assertTrue(String.valueOf(refused.getMessage()).endsWith("holds no format number, got: seven"));
  }

  @Test
  void open_whereAFileIs_isRefusedNamingIt() throws IOException {
    var file = Files.writeString(temporary.resolve("file"), "");
    var refused = assertThrows(StoreException.class, () -> DataFolder.open(file));
    assertTrue(String.valueOf(refused.getMessage()).contains(file.toString()));
  }

  @Test
  void address_isThereWhileItRuns() {
    var layout = new DataLayout(temporary);
    assertEquals(Optional.empty(), layout.address());
    try (var data = DataFolder.open(temporary)) {
      data.publishAddress("127.0.0.1:7443");
      assertEquals(Optional.of("127.0.0.1:7443"), layout.address());
    }
    assertEquals(Optional.empty(), layout.address());
  }
}
