package dev.parallax.store.sqlite;

import static dev.parallax.store.Samples.NOON;
import static dev.parallax.store.Samples.header;
import static dev.parallax.store.Samples.id;
import static dev.parallax.store.Samples.passed;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.parallax.store.Samples;
import dev.parallax.store.Store;
import dev.parallax.store.StoreContract;
import dev.parallax.store.StoredSweepSummary;
import dev.parallax.store.failure.IncompatibleStoreException;
import dev.parallax.store.failure.StoreException;
import dev.parallax.store.failure.StoreFullException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class SqliteStoreTest extends StoreContract {
  @TempDir Path folder;

  @Override
  protected Store open() {
    return SqliteStore.open(folder.resolve("store.db"));
  }

  @Test
  void add_isThereForWhoeverOpensTheFilesWithoutAClose() throws IOException {
    store.save(header("s1", NOON), false, List.of());
    store.add(List.of(passed("s1", 1)));
    try (var other = SqliteStore.open(copyOfFiles())) {
      assertEquals(store.sweep(id("s1")), other.sweep(id("s1")));
      assertEquals(List.of(id("s1")), other.incomplete());
    }
  }

  @Test
  void full_revokesAndAuditsAllTheSame() {
    try (var small = SqliteStore.open(folder.resolve("small.db"), 200_000)) {
      small.saveVantage(Samples.vantage("eu-1"));
      small.save(header("s1", NOON), false, List.of());
      assertThrows(StoreFullException.class, () -> fill(small));
      for (int line = 0; line < 1_000; line++) {
        small.audit(NOON, "operator local", "revoke vantage eu-1");
      }
      assertTrue(small.revokeVantage(Samples.vantage("eu-1").id()));
      assertTrue(small.vantage(Samples.vantage("eu-1").id()).orElseThrow().revoked());
      assertThrows(StoreFullException.class, () -> fill(small));
    }
  }

  @Test
  void full_isTroubleUntilAWriteIsMade() {
    var file = folder.resolve("small.db");
    try (var small = SqliteStore.open(file, 200_000)) {
      small.save(header("s1", NOON), false, List.of());
      assertEquals(Optional.empty(), small.writeTrouble());
      assertThrows(StoreFullException.class, () -> fill(small));
      assertTrue(small.writeTrouble().isPresent());
      small.audit(NOON, "operator local", "a line in the reserve");
      assertTrue(small.writeTrouble().isPresent(), "the reserve says nothing of other writes");
    }
    try (var larger = SqliteStore.open(file)) {
      larger.checkWritable();
      assertEquals(Optional.empty(), larger.writeTrouble());
    }
  }

  @Test
  void aBrokenConstraint_isNoTroubleOfTheStore() {
    try (var database = Database.open(folder.resolve("rows.db"))) {
      database.update("CREATE TABLE one (key INTEGER PRIMARY KEY)");
      database.update("INSERT INTO one VALUES (1)");
      assertThrows(StoreException.class, () -> database.update("INSERT INTO one VALUES (1)"));
      assertEquals(Optional.empty(), database.writeTrouble());
    }
  }

  @Test
  void damagedSweep_takesNoListDown() throws Exception {
    var file = folder.resolve("store.db");
    try (var fine = SqliteStore.open(file)) {
      fine.save(header("s1", NOON), true, List.of());
      fine.save(header("s2", NOON.plusSeconds(1)), true, List.of());
    }
    try (var database = Database.open(file)) {
      database.update("UPDATE sweep SET header = ? WHERE id = 's2'", (Object) new byte[] {1, 2});
      database.update(
          "INSERT INTO verdicts (sweep, position, body) VALUES ('s2', 0, ?)",
          (Object) new byte[] {1, 2});
    }
    try (var store = SqliteStore.open(file)) {
      assertEquals(
          List.of(
              StoredSweepSummary.damaged(id("s2"), NOON.plusSeconds(1), true),
              new StoredSweepSummary(id("s1"), NOON, List.of(Samples.TARGET), true)),
          store.sweeps(9));
      assertEquals(List.of(), store.verdicts(9));
      assertThrows(StoreException.class, () -> store.sweep(id("s2")));
    }
  }

  @Test
  void add_full_namesTheFileAndKeepsWhatWasThere() {
    var file = folder.resolve("small.db");
    try (var small = SqliteStore.open(file, 200_000)) {
      small.save(header("s1", NOON), false, List.of());
      var full = assertThrows(StoreFullException.class, () -> fill(small));
      assertTrue(String.valueOf(full.getMessage()).contains(file.toString()));
      var kept = small.sweep(id("s1")).orElseThrow().sweep().targets().getFirst().observations();
      assertTrue(kept.size() >= 10 && kept.size() % 10 == 0, () -> kept.size() + " kept");
    }
  }

  @Test
  void open_fromANewerVersion_isRefusedAndLeftAsItWas() throws IOException {
    var file = folder.resolve("newer.db");
    try (var newer = Database.open(file)) {
      newer.pragma("user_version = 99");
    }
    var before = Files.readAllBytes(file);
    var refused = assertThrows(IncompatibleStoreException.class, () -> SqliteStore.open(file));
    assertEquals(
        file
            + " was written by a newer version: found format 99, this one supports up to "
            + Migrations.VERSION,
        refused.getMessage());
    assertEquals(-1, Files.mismatch(file, Files.write(folder.resolve("copy"), before)));
  }

  @Test
  void open_withADamagedInnerPage_isRefusedInOneLineAndLeftAsItWas() throws IOException {
    var file = folder.resolve("damaged.db");
    try (var store = SqliteStore.open(file)) {
      for (int i = 0; i < 2_000; i++) {
        store.audit(Instant.EPOCH, "test", "a line to fill pages with, number " + i);
      }
    }
    var bytes = Files.readAllBytes(file);
    Arrays.fill(bytes, bytes.length - 3 * 4_096, bytes.length - 2 * 4_096, (byte) 0x5a);
    Files.write(file, bytes);
    var refused = assertThrows(StoreException.class, () -> SqliteStore.open(file).close());
    var said = String.valueOf(refused.getMessage());
    assertTrue(said.startsWith(file + " is damaged: "), said);
    assertTrue(said.contains("backup"), said);
    assertEquals(1, said.lines().count(), said);
    assertArrayEquals(bytes, Files.readAllBytes(file));
  }

  @Test
  void open_notADatabase_isRefused() throws IOException {
    var file = Files.writeString(folder.resolve("text.db"), "no database, only text ".repeat(99));
    var refused = assertThrows(StoreException.class, () -> SqliteStore.open(file));
    assertTrue(String.valueOf(refused.getMessage()).startsWith(file + ": "));
  }

  /** Waits 5 s for the other program. */
  @Test
  void aFileThatAnotherProgramHolds_isNamedInOneLine_andWorksAfterwards() {
    try (var other = Database.open(folder.resolve("store.db"))) {
      other.update("BEGIN IMMEDIATE");
      var refused = assertThrows(StoreException.class, () -> store.add(List.of(passed("s1", 1))));
      var text = String.valueOf(refused.getMessage());
      assertTrue(text.startsWith(folder.resolve("store.db") + ": "), text);
      assertTrue(text.contains("locked"), text);
      assertEquals(1, text.lines().count(), text);
      assertTrue(store.writeTrouble().isPresent());
      other.update("ROLLBACK");
    }
    store.add(List.of(passed("s1", 1)));
    assertEquals(1, store.observations(id("s1")).size());
    assertEquals(Optional.empty(), store.writeTrouble());
  }

  @Test
  void close_thenAdd_isRefused() {
    var closed = SqliteStore.open(folder.resolve("closed.db"));
    closed.close();
    assertThrows(StoreException.class, () -> closed.add(List.of(passed("s1", 1))));
  }

  private static void fill(Store small) {
    for (int trial = 1; trial < 100_000; trial += 10) {
      var first = trial;
      small.add(
          IntStream.range(first, first + 10).mapToObj(number -> passed("s1", number)).toList());
    }
  }

  // The state after a power failure: the files, without a process that has locked them.
  private Path copyOfFiles() throws IOException {
    var elsewhere = Files.createDirectory(folder.resolve("elsewhere"));
    for (var name : List.of("store.db", "store.db-wal")) {
      Files.copy(
          folder.resolve(name), elsewhere.resolve(name), StandardCopyOption.REPLACE_EXISTING);
    }
    return elsewhere.resolve("store.db");
  }
}
