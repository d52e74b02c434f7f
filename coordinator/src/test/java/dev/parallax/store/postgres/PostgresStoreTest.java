package dev.parallax.store.postgres;

import static dev.parallax.store.Samples.NOON;
import static dev.parallax.store.Samples.header;
import static dev.parallax.store.Samples.id;
import static dev.parallax.store.Samples.passed;
import static java.util.concurrent.TimeUnit.SECONDS;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.parallax.store.Samples;
import dev.parallax.store.Store;
import dev.parallax.store.StoreContract;
import dev.parallax.store.StoredSweepSummary;
import dev.parallax.store.failure.IncompatibleStoreException;
import dev.parallax.store.failure.LeaseLostException;
import dev.parallax.store.failure.StoreException;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.parallel.ResourceLock;

/** The store in PostgreSQL; skipped where no server is installed. */
@ResourceLock(PostgresServer.LOCK)
final class PostgresStoreTest extends StoreContract {
  @RegisterExtension static final PostgresServer SERVER = new PostgresServer();

  private static DatabaseAddress address = new DatabaseAddress("jdbc:postgresql://127.0.0.1/none");
  private boolean emptied;

  @BeforeAll
  static void createTables() {
    address = SERVER.emptySchema();
    PostgresStore.open(address, SERVER.environment()).close();
  }

  @Override
  protected Store open() {
    if (!emptied) {
      SERVER.empty(schema());
      emptied = true;
    }
    return PostgresStore.open(address, SERVER.environment());
  }

  @Test
  void otherTablesInTheSchema_areNotTouched() throws SQLException {
    var foreign = SERVER.emptySchema();
    try (var connection = SERVER.connect();
        var statement = connection.createStatement()) {
      statement.execute("CREATE TABLE " + schema(foreign) + ".sweep (id TEXT)");
    }
    var refused =
        assertThrows(StoreException.class, () -> PostgresStore.open(foreign, SERVER.environment()));
    assertTrue(String.valueOf(refused.getMessage()).contains("non-empty"), refused.getMessage());
  }

  @Test
  void secondCoordinator_isRefused_andNamesTheFirst() {
    var refused =
        assertThrows(
            DatabaseInUseException.class,
            () -> PostgresStore.open(address, SERVER.environment(), Duration.ZERO));
    var message = String.valueOf(refused.getMessage());
    assertTrue(message.contains("process " + ProcessHandle.current().pid()), message);
  }

  @Test
  void formerHolder_cannotWrite() throws SQLException {
    store.save(header("s1", NOON), false, List.of());
    endLease();
    try (var next = PostgresStore.open(address, SERVER.environment())) {
      next.add(List.of(passed("s1", 1)));
      assertThrows(LeaseLostException.class, () -> store.add(List.of(passed("s1", 2))));
      assertThrows(
          LeaseLostException.class, () -> store.seal(header("s1", NOON), List.of(), List.of()));
      assertThrows(LeaseLostException.class, () -> store.audit(NOON, "operator", "line"));
      assertThrows(LeaseLostException.class, () -> store.nextGeneration(Samples.VANTAGE, "first"));
      assertThrows(LeaseLostException.class, ((PostgresStore) store)::extendLease);
      assertEquals(List.of(passed("s1", 1)), store.observations(id("s1")), "reads go on");
      assertEquals(List.of(), next.auditLines(9));
    }
  }

  @Test
  void extendedLease_staysWithItsHolder() {
    ((PostgresStore) store).extendLease();
    store.audit(NOON, "operator", "line");
    assertEquals(1, store.auditLines(9).size());
  }

  @Test
  void restartOfTheServer_losesNothingAcknowledged_andTheStoreWorksAgain() {
    store.save(header("s1", NOON), false, List.of());
    store.add(IntStream.rangeClosed(1, 500).mapToObj(trial -> passed("s1", trial)).toList());
    SERVER.restart();
    assertEquals(500, store.observations(id("s1")).size());
    store.add(List.of(passed("s1", 501), passed("s1", 500)));
    assertEquals(501, store.observations(id("s1")).size());
    assertEquals(Optional.empty(), store.writeTrouble());
  }

  @Test
  void connectionsThatEndDuringATransaction_loseNothing() throws Exception {
    store.save(header("s1", NOON), false, List.of());
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      var adding =
          IntStream.rangeClosed(1, 50)
              .<Future<?>>mapToObj(
                  trial -> threads.submit(() -> store.add(List.of(passed("s1", trial)))))
              .toList();
      SERVER.endOtherConnections();
      for (var addition : adding) {
        addition.get(30, SECONDS);
      }
    }
    assertEquals(50, store.observations(id("s1")).size());
  }

  @Test
  void errorOfAWrite_isTroubleUntilAWriteSucceeds() throws SQLException {
    execute("ALTER TABLE audit RENAME TO hidden");
    assertThrows(StoreException.class, () -> store.audit(NOON, "operator", "line"));
    assertTrue(store.writeTrouble().orElseThrow().contains("audit"));
    store.checkWritable();
    assertEquals(Optional.empty(), store.writeTrouble());
  }

  @Test
  void tablesOfANewerVersion_areRefusedAndLeftAsTheyWere() throws SQLException {
    store.close();
    execute(
        "INSERT INTO schema_history SELECT installed_rank + 1, '99', 'newer', type, script,"
            + " checksum, installed_by, installed_on, 1, TRUE FROM schema_history"
            + " ORDER BY installed_rank DESC LIMIT 1");
    var refused = assertThrows(IncompatibleStoreException.class, this::open);
    assertTrue(
        String.valueOf(refused.getMessage()).contains("found format 99"), refused.getMessage());
    execute("DELETE FROM schema_history WHERE version = '99'");
    store = open();
  }

  @Test
  void damagedSweep_isListedAsDamaged() throws SQLException {
    store.save(header("s1", NOON), true, List.of());
    store.save(header("s2", NOON.plusSeconds(1)), true, List.of());
    execute("UPDATE sweep SET header = '\\x0102' WHERE id = 's2'");
    assertEquals(
        List.of(
            StoredSweepSummary.damaged(id("s2"), NOON.plusSeconds(1), true),
            new StoredSweepSummary(id("s1"), NOON, List.of(Samples.TARGET), true)),
        store.sweeps(9));
  }

  @Test
  void wrongPassword_isAnErrorWithoutAnyPassword() {
    var refused =
        assertThrows(
            StoreException.class,
            () -> PostgresStore.open(address, Map.of("PGPASSFILE", "/nonexistent")));
    assertTrue(String.valueOf(refused.getMessage()).contains("/nonexistent"), refused.getMessage());
  }

  @Test
  void lateObservations_areTheLatestThousand() throws SQLException {
    execute(
        "INSERT INTO late_observation (sweep, body)"
            + " SELECT 's1', '\\x01'::bytea FROM generate_series(1, 1000)");
    store.addLate(passed("s1", 1));
    store.addLate(passed("s1", 2));
    try (var connection = SERVER.connect();
        var statement = connection.createStatement()) {
      statement.execute("SET search_path = " + schema());
      try (var rows = statement.executeQuery("SELECT count(*) FROM late_observation")) {
        assertTrue(rows.next());
        assertEquals(1_000, rows.getInt(1));
      }
    }
  }

  private void endLease() throws SQLException {
    execute("UPDATE lease SET ends_at = clock_timestamp() - interval '1 second'");
  }

  private void execute(String sql) throws SQLException {
    try (var connection = SERVER.connect();
        var statement = connection.createStatement()) {
      statement.execute("SET search_path = " + schema());
      statement.execute(sql);
    }
  }

  private static String schema() {
    return schema(address);
  }

  private static String schema(DatabaseAddress address) {
    return address.url().substring(address.url().lastIndexOf('=') + 1);
  }
}
