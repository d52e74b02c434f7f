package dev.parallax.store.postgres;

import dev.parallax.store.IncompatibleStoreException;
import dev.parallax.store.LeaseState;
import dev.parallax.store.StoreException;
import dev.parallax.store.sql.SqlStore;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The store in a database of PostgreSQL, which one coordinator writes to at a time. */
public final class PostgresStore extends SqlStore {
  private static final Logger log = LoggerFactory.getLogger(PostgresStore.class);

  /** How often {@link #extendLease} is to be called; the lease ends after three times as long. */
  public static final Duration EXTENSION = Duration.ofSeconds(5);

  private static final Duration LEASE = EXTENSION.multipliedBy(3);
  private static final Duration FOREVER = Duration.ofDays(36_500);
  private static final Duration RETRY = Duration.ofMillis(500);

  private final PostgresDatabase unfenced;
  private final PostgresDatabase database;
  private final DatabaseLease lease;
  private volatile long extendedNanos = System.nanoTime();

  private PostgresStore(PostgresDatabase unfenced, PostgresDatabase database, DatabaseLease lease) {
    super(database);
    this.unfenced = unfenced;
    this.database = database;
    this.lease = lease;
  }

  /**
   * Connects, creates or migrates the tables, and takes the lease of the database. A lease that a
   * coordinator left behind ends within 15 s, for which this method waits.
   *
   * @param environment for {@code PGPASSFILE}
   * @throws DatabaseInUseException when another coordinator has the lease
   * @throws IncompatibleStoreException when a newer version created the tables; nothing is modified
   * @throws StoreException when the database cannot be used, or does not flush its commits
   */
  public static PostgresStore open(DatabaseAddress address, Map<String, String> environment) {
    return open(address, environment, LEASE.plus(EXTENSION));
  }

  /** As {@link #open}, but waits for the end of the lease of another coordinator without end. */
  public static PostgresStore awaitLease(DatabaseAddress address, Map<String, String> environment) {
    return open(address, environment, FOREVER);
  }

  static PostgresStore open(
      DatabaseAddress address, Map<String, String> environment, Duration patience) {
    var home = Path.of(System.getProperty("user.home", "."));
    var pool = ConnectionPool.open(address, PasswordFile.find(environment, home));
    try {
      PostgresMigrations.run(pool, address);
      var unfenced = new PostgresDatabase(pool, new PostgresErrors(address.toString()));
      requireFlushes(unfenced, address);
      var lease = take(unfenced, address, patience);
      return new PostgresStore(unfenced, unfenced.fencedBy(lease), lease);
    } catch (RuntimeException refused) {
      pool.close();
      throw refused;
    }
  }

  /**
   * Extends the lease of the database.
   *
   * @throws LeaseLostException when another coordinator has it
   * @throws StoreException when the database cannot be reached
   */
  public void extendLease() {
    lease.extend(unfenced, LEASE);
    extendedNanos = System.nanoTime();
  }

  @Override
  public Optional<LeaseState> lease() {
    var age = Duration.ofNanos(System.nanoTime() - extendedNanos);
    return Optional.of(new LeaseState(lease.epoch(), age, LEASE));
  }

  @Override
  public void checkWritable() {
    database.transaction(
        () -> {
          database.update("INSERT INTO write_check (at) VALUES (0)");
          database.update("DELETE FROM write_check");
        });
  }

  @Override
  public void close() {
    try {
      lease.extend(unfenced, Duration.ZERO);
    } catch (StoreException lost) { // ends by itself
      log.debug("the lease was not returned: {}", lost.getMessage());
    } finally {
      database.close();
    }
  }

  /** The contract: a write is durable when its call returns. */
  private static void requireFlushes(PostgresDatabase database, DatabaseAddress address) {
    for (var setting : List.of("fsync", "synchronous_commit")) {
      var value = database.query(row -> row.getString(1), "SHOW " + setting).getFirst();
      if (value.equals("off")) {
        throw new StoreException(
            "%s: the setting %s is off, so that a crash of the server loses acknowledged observations; expected on"
                .formatted(address, setting));
      }
    }
  }

  private static DatabaseLease take(
      PostgresDatabase database, DatabaseAddress address, Duration patience) {
    var holder = "process %d on %s".formatted(ProcessHandle.current().pid(), hostName());
    long end = System.nanoTime() + patience.toNanos();
    for (boolean first = true; ; first = false) {
      var lease = DatabaseLease.take(database, holder, LEASE);
      if (lease.isPresent()) {
        return lease.get();
      }
      var other = DatabaseLease.holder(database);
      if (System.nanoTime() > end) {
        throw new DatabaseInUseException(address, other);
      }
      if (first) {
        log.warn("waiting for the end of the lease of {}", other);
      }
      pause(address);
    }
  }

  private static String hostName() {
    try {
      return Files.readString(Path.of("/proc/sys/kernel/hostname")).strip();
    } catch (IOException unknown) {
      return "a host without a name";
    }
  }

  private static void pause(DatabaseAddress address) {
    try {
      Thread.sleep(RETRY);
    } catch (InterruptedException closed) {
      Thread.currentThread().interrupt();
      throw new StoreException("interrupted while waiting for the lease of " + address, closed);
    }
  }
}
