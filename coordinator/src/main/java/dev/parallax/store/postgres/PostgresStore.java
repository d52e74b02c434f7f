package dev.parallax.store.postgres;

import com.zaxxer.hikari.HikariDataSource;
import dev.parallax.store.LeaseState;
import dev.parallax.store.failure.IncompatibleStoreException;
import dev.parallax.store.failure.LeaseLostException;
import dev.parallax.store.failure.StoreException;
import dev.parallax.store.relay.RelayStore;
import dev.parallax.store.sql.SqlStore;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The store in a database of PostgreSQL, on which several coordinators work at the same time. Each
 * has a lease of its own, with which another coordinator finds out that it is gone; one of them may
 * have the lease of the watches as well.
 */
public final class PostgresStore extends SqlStore {
  private static final Logger log = LoggerFactory.getLogger(PostgresStore.class);

  /** How often {@link #extendLease} is to be called; the lease ends after 15 s. */
  public static final Duration EXTENSION = Duration.ofSeconds(2);

  static final Duration LEASE = Duration.ofSeconds(15);

  /** The time in which the lease of a coordinator that was killed ends. */
  static final Duration PATIENCE = LEASE.plusSeconds(5);

  /** The first word of the names of the leases of processes. */
  static final String PROCESS = "process ";

  private final PostgresDatabase unfenced;
  private final PostgresDatabase database;
  private final List<DatabaseLease> leases;
  private final RelayTables relays;
  private final LeaseContinuity continuity;

  private PostgresStore(
      PostgresDatabase unfenced,
      PostgresDatabase database,
      List<DatabaseLease> leases,
      SweepOwners owners,
      LeaseContinuity continuity,
      DatabaseAddress address) {
    super(database, owners);
    this.continuity = continuity;
    this.unfenced = unfenced;
    this.database = database;
    this.leases = leases;
    this.relays =
        new RelayTables(
            database,
            leases.getFirst().name(),
            LEASE,
            owners,
            this::observations,
            address,
            Clock.systemUTC());
  }

  /**
   * Connects, creates or migrates the tables, and works beside the other coordinators of the
   * database.
   *
   * @param environment for {@code PGPASSFILE}
   * @throws IncompatibleStoreException when a newer version created the tables; nothing is modified
   * @throws StoreException when the database cannot be used, or does not flush its commits
   */
  public static PostgresStore join(DatabaseAddress address, Map<String, String> environment) {
    return open(address, environment, Entry.BESIDE_OTHERS, Duration.ZERO);
  }

  /**
   * As {@link #join}, and takes the lease of the watches. A lease that a coordinator left behind
   * ends within 15 s, for which this method waits.
   *
   * @throws DatabaseInUseException when another coordinator has the lease
   */
  public static PostgresStore open(DatabaseAddress address, Map<String, String> environment) {
    return open(address, environment, PATIENCE);
  }

  /** As {@link #join}, but waits without end as long as another coordinator works. */
  public static PostgresStore awaitOthers(
      DatabaseAddress address, Map<String, String> environment) {
    return open(address, environment, Entry.AFTER_OTHERS, Duration.ZERO);
  }

  /** As {@link #open}, but waits without end. */
  public static PostgresStore awaitWatches(
      DatabaseAddress address, Map<String, String> environment) {
    return open(address, environment, Entry.WITH_WATCHES_AFTER_OTHERS, PATIENCE);
  }

  static PostgresStore open(
      DatabaseAddress address, Map<String, String> environment, Duration patience) {
    return open(address, environment, Entry.WITH_WATCHES, patience);
  }

  private enum Entry {
    BESIDE_OTHERS,
    WITH_WATCHES,
    AFTER_OTHERS,
    WITH_WATCHES_AFTER_OTHERS
  }

  private static PostgresStore open(
      DatabaseAddress address, Map<String, String> environment, Entry entry, Duration patience) {
    var home = Path.of(System.getProperty("user.home", "."));
    var pool = ConnectionPool.open(address, PasswordFile.find(environment, home));
    try {
      return open(pool, address, entry, patience);
    } catch (RuntimeException refused) {
      pool.close();
      throw refused;
    }
  }

  private static PostgresStore open(
      HikariDataSource pool, DatabaseAddress address, Entry entry, Duration patience) {
    PostgresMigrations.run(pool, address);
    var unfenced = new PostgresDatabase(pool, new PostgresErrors(address.toString()));
    requireFlushes(unfenced, address);
    var entrance = new LeaseEntrance(unfenced, address);
    var leases = new ArrayList<DatabaseLease>();
    if (entry == Entry.AFTER_OTHERS || entry == Entry.WITH_WATCHES_AFTER_OTHERS) {
      entrance.awaitOthers();
    }
    if (entry == Entry.WITH_WATCHES || entry == Entry.WITH_WATCHES_AFTER_OTHERS) {
      leases.add(entrance.take(LeaseEntrance.WATCHES, patience));
    }
    leases.addFirst(entrance.take(PROCESS + UUID.randomUUID(), patience));
    var database = unfenced.fencedBy(leases);
    var continuity = new LeaseContinuity(System::nanoTime);
    var owners = new SweepOwners(database, leases.getFirst().name(), continuity);
    return new PostgresStore(unfenced, database, leases, owners, continuity, address);
  }

  /**
   * Extends the leases of this coordinator.
   *
   * @throws LeaseLostException when another coordinator has one of them
   * @throws StoreException when the database cannot be reached
   */
  public void extendLease() {
    leases.forEach(lease -> lease.extend(unfenced, LEASE));
    continuity.extended();
  }

  @Override
  public RelayStore relays() {
    return relays;
  }

  @Override
  public Optional<LeaseState> lease() {
    return Optional.of(new LeaseState(leases.getLast().epoch(), continuity.age(), LEASE));
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
      leases.forEach(lease -> lease.extend(unfenced, Duration.ZERO));
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
}
