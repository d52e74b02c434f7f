package dev.parallax.cli;

import static dev.parallax.store.Samples.NOON;
import static dev.parallax.store.Samples.header;
import static dev.parallax.store.Samples.healthy;
import static dev.parallax.store.Samples.id;
import static dev.parallax.store.Samples.passed;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.parallax.store.failure.StoreException;
import dev.parallax.store.folder.DataFolder;
import dev.parallax.store.sqlite.SqliteStore;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** {@code backup}, {@code restore} and {@code verify} over real files. */
@Timeout(60)
final class BackupCommandTest {
  @TempDir Path folder;
  private Path data;
  private Path backup;

  @BeforeEach
  void fill() throws IOException {
    data = folder.resolve("data");
    backup = folder.resolve("backups/monday");
    try (var held = DataFolder.open(data)) {
      Files.createDirectories(held.layout().authority());
      Files.writeString(held.layout().authority().resolve("key.pem"), "secret");
      Files.createDirectories(held.layout().operator());
      Files.writeString(held.layout().operator().resolve("cert.pem"), "public");
      save("s1");
    }
  }

  @Test
  void aBackupDuringWritesHasAllThatWasStoredBefore_andIsRestoredWhole() throws Exception {
    var stored = new AtomicInteger();
    int before;
    try (var _ = DataFolder.open(data);
        var store = SqliteStore.open(data.resolve("parallax.db"))) {
      store.save(header("s2", NOON), false, List.of());
      var writer =
          Thread.ofPlatform()
              .start(
                  () -> {
                    while (!Thread.currentThread().isInterrupted()) {
                      store.add(List.of(passed("s2", stored.get() + 1)));
                      stored.incrementAndGet();
                    }
                  });
      while (stored.get() < 20) {
        Thread.onSpinWait();
      }
      before = stored.get();
      succeeds("backup", backup.toString(), "--data", data.toString());
      writer.interrupt();
      writer.join();
    }
    var fresh = folder.resolve("fresh");
    succeeds("restore", backup.toString(), "--data", fresh.toString());
    assertEquals("secret", Files.readString(fresh.resolve("ca/key.pem")));
    assertEquals("public", Files.readString(fresh.resolve("operator/cert.pem")));
    for (var path : List.of(backup.resolve("ca/key.pem"), fresh.resolve("parallax.db"))) {
      var mode = PosixFilePermissions.toString(Files.getPosixFilePermissions(path));
      assertEquals("rw-------", mode, path.toString());
    }
    try (var _ = DataFolder.open(fresh);
        var store = SqliteStore.open(fresh.resolve("parallax.db"))) {
      assertEquals(List.of(healthy()), store.sweep(id("s1")).orElseThrow().verdicts());
      int copied = store.observations(id("s2")).size();
      assertTrue(copied >= before && copied <= stored.get(), before + " ≤ " + copied);
    }
  }

  @Test
  void aBackupReplacesNothing() throws IOException {
    Files.createDirectories(backup);
    var refused = fails(2, "backup", backup.toString(), "--data", data.toString());
    assertTrue(refused.contains("a backup is written to a new folder"), refused);
    var absent = fails(2, "backup", folder + "/x", "--data", folder + "/none");
    assertTrue(absent.contains("no database to copy"), absent);
    assertFalse(Files.exists(folder.resolve("x")));
  }

  @Test
  void aRestoreIsRefused_overADatabase_andWhileACoordinatorRuns() throws IOException {
    succeeds("backup", backup.toString(), "--data", data.toString());
    save("s2");
    var before = Files.readAllBytes(data.resolve("parallax.db"));

    var refused = fails(2, "restore", backup.toString(), "--data", data.toString());
    assertTrue(refused.contains("nothing was changed"), refused);
    try (var _ = DataFolder.open(data)) {
      var running =
          fails(2, "restore", backup.toString(), "--data", data.toString(), "--overwrite");
      assertTrue(running.contains("in use by another coordinator"), running);
    }
    assertEquals(
        -1,
        Files.mismatch(data.resolve("parallax.db"), Files.write(folder.resolve("copy"), before)));
  }

  @Test
  void whatARestoreReplacesIsKept() throws IOException {
    succeeds("backup", backup.toString(), "--data", data.toString());
    save("s2");
    succeeds("restore", backup.toString(), "--data", data.toString(), "--overwrite");
    try (var store = SqliteStore.open(data.resolve("parallax.db"))) {
      assertTrue(store.sweep(id("s2")).isEmpty());
    }
    try (var kept = Files.newDirectoryStream(data, "replaced-*")) {
      var replaced = kept.iterator().next();
      assertEquals("secret", Files.readString(replaced.resolve("ca/key.pem")));
      try (var store = SqliteStore.open(replaced.resolve("parallax.db"))) {
        assertTrue(store.sweep(id("s2")).isPresent());
      }
    }
  }

  @Test
  void aDamagedBackupIsNotRestored() throws IOException {
    succeeds("backup", backup.toString(), "--data", data.toString());
    var bytes = Files.readAllBytes(backup.resolve("parallax.db"));
    for (int i = 4_096 + 8; i < bytes.length; i += 4_096) {
      bytes[i] ^= 0x10;
    }
    Files.write(backup.resolve("parallax.db"), bytes);
    var fresh = folder.resolve("fresh");
    var refused = fails(70, "restore", backup.toString(), "--data", fresh.toString());
    assertTrue(refused.contains("is damaged; nothing was changed"), refused);
    assertFalse(Files.exists(fresh));
    fails(70, "verify", backup.toString());
    succeeds("verify", "--data", data.toString());
  }

  @Test
  void noCoordinatorStartsOnAHalfRestoredFolder() throws IOException {
    Files.createDirectories(data.resolve("restore.unfinished"));
    var refused = assertThrows(StoreException.class, () -> DataFolder.open(data));
    assertTrue(String.valueOf(refused.getMessage()).contains("was interrupted"));
    succeeds("backup", backup.toString(), "--data", data.toString());
    succeeds("restore", backup.toString(), "--data", data.toString(), "--overwrite");
    DataFolder.open(data).close();
  }

  private void save(String sweep) {
    try (var store = SqliteStore.open(data.resolve("parallax.db"))) {
      store.save(header(sweep, NOON), false, List.of());
      store.add(List.of(passed(sweep, 1), passed(sweep, 2)));
      store.save(header(sweep, NOON), true, List.of(healthy()));
    }
  }

  private static void succeeds(String... arguments) {
    var terminal = new Terminal();
    assertEquals(0, terminal.run(arguments), terminal::err);
  }

  private static String fails(int code, String... arguments) {
    var terminal = new Terminal();
    assertEquals(code, terminal.run(arguments), terminal::err);
    return terminal.err();
  }
}
