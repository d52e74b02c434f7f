package dev.parallax.store.sqlite;

import static dev.parallax.store.Samples.NOON;
import static dev.parallax.store.Samples.header;
import static dev.parallax.store.Samples.healthy;
import static dev.parallax.store.Samples.passed;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.parallax.store.Samples;
import dev.parallax.store.StoreFindings;
import dev.parallax.store.failure.ForeignStoreException;
import dev.parallax.store.failure.StoreException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Each row of a real file is changed by hand, as by a flipped bit. */
final class SqliteVerificationTest {
  @TempDir Path folder;
  private Path file;

  @BeforeEach
  void fill() {
    file = folder.resolve("store.db");
    try (var store = SqliteStore.open(file)) {
      store.save(header("s1", NOON), false, List.of());
      store.add(List.of(passed("s1", 1), passed("s1", 2)));
      store.save(header("s1", NOON), true, List.of(healthy()));
      store.saveVantage(Samples.vantage("eu-1"));
    }
  }

  @Test
  void anUndamagedStoreIsCounted() {
    assertEquals(new StoreFindings(1, 2, 1, List.of()), SqliteVerification.of(file));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          UPDATE observation SET body = x'0102' WHERE trial = 1 | observation of sweep s1
          UPDATE observation SET trial = 3 WHERE trial = 1 | its key differs from its columns
          UPDATE observation SET address = x'c0000202' WHERE trial = 1 | its key differs
          UPDATE sweep SET header = x'0102' | sweep s1
          UPDATE sweep SET id = 's2' | its header names sweep s1
          DELETE FROM sweep | there is no such sweep
          UPDATE sweep SET complete = 0 | the sweep is not complete
          UPDATE verdicts SET body = x'0102' | verdicts 0 of sweep s1
          INSERT INTO round_plan VALUES ('s1', 1, x'', '') | plan of sweep s1/1
          INSERT INTO central_check VALUES (77, x'') | central check of observation row 77
          UPDATE vantage SET labels = '{' | table vantage
          """)
  void aChangedRowIsFound(String change, String finding) {
    try (var database = Database.open(file)) {
      database.update(change);
    }
    var found = SqliteVerification.of(file).findings();
    assertTrue(found.toString().contains(finding), found::toString);
    found.forEach(line -> assertEquals(1, line.lines().count(), line));
  }

  @Test
  void aDamagedPageIsFound() throws IOException {
    try (var store = SqliteStore.open(file)) {
      for (int i = 0; i < 2_000; i++) {
        store.audit(NOON, "test", "a line to fill pages with, number " + i);
      }
    }
    var bytes = Files.readAllBytes(file);
    Arrays.fill(bytes, bytes.length - 3 * 4_096, bytes.length - 2 * 4_096, (byte) 0x5a);
    Files.write(file, bytes);
    var found = SqliteVerification.of(file).findings();
    assertTrue(found.getFirst().startsWith("pages: "), found::toString);
  }

  @Test
  void aDatabaseOfAnotherProgramIsRefused_andLeftAsItWas() throws IOException {
    var other = folder.resolve("other.db");
    try (var database = Database.open(other)) {
      database.update("CREATE TABLE customer (name TEXT)");
      database.update("INSERT INTO customer VALUES ('Ada')");
    }
    var before = Files.readAllBytes(other);
    var refused = assertThrows(ForeignStoreException.class, () -> SqliteStore.open(other).close());
    assertEquals(
        other
            + " is a database of another program (table customer); nothing was changed: choose"
            + " another data folder",
        refused.getMessage());
    assertThrows(ForeignStoreException.class, () -> SqliteVerification.of(other));
    assertEquals(-1, Files.mismatch(other, Files.write(folder.resolve("copy"), before)));

    try (var database = Database.open(file)) {
      database.pragma("application_id = 7");
    }
    assertThrows(ForeignStoreException.class, () -> SqliteStore.open(file).close());
  }

  @Test
  void anAbsentFileIsRefused() {
    assertThrows(StoreException.class, () -> SqliteVerification.of(folder.resolve("none")));
  }
}
