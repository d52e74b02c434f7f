package dev.parallax.store.postgres;

import dev.parallax.store.failure.StoreException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Takes leases of a database, and waits for those of other coordinators. */
final class LeaseEntrance {
  /** The lease of the watches; earlier versions worked with this lease only. */
  static final String WATCHES = "coordinator";

  private static final Logger log = LoggerFactory.getLogger(LeaseEntrance.class);
  private static final Duration RETRY = Duration.ofMillis(500);

  private final PostgresDatabase database;
  private final DatabaseAddress address;
  private final String holder =
      "process %d on %s".formatted(ProcessHandle.current().pid(), hostName());

  LeaseEntrance(PostgresDatabase database, DatabaseAddress address) {
    this.database = database;
    this.address = address;
  }

  /**
   * @param patience for the end of the lease of another coordinator
   * @throws DatabaseInUseException when it has not ended by then
   */
  DatabaseLease take(String name, Duration patience) {
    long end = System.nanoTime() + patience.toNanos();
    for (boolean first = true; ; first = false) {
      var lease = DatabaseLease.take(database, name, holder, PostgresStore.LEASE);
      if (lease.isPresent()) {
        return lease.get();
      }
      var other = DatabaseLease.holder(database, name);
      if (System.nanoTime() > end) {
        throw new DatabaseInUseException(address, other);
      }
      if (first) {
        log.warn("waiting for the end of the lease of {}", other);
      }
      pause();
    }
  }

  /** Returns once no other coordinator works with the database. */
  void awaitOthers() {
    for (boolean first = true; ; first = false) {
      var others =
          database.query(
              row -> row.getString(1),
              "SELECT holder FROM lease WHERE ends_at > clock_timestamp() AND name NOT IN (?, ?)",
              TaskLease.MAINTENANCE,
              TaskLease.OUTLET);
      if (others.isEmpty()) {
        return;
      }
      if (first) {
        log.warn("waiting for the end of the lease of {}", others.getFirst());
      }
      pause();
    }
  }

  private static String hostName() {
    try {
      return Files.readString(Path.of("/proc/sys/kernel/hostname")).strip();
    } catch (IOException unknown) {
      return "a host without a name";
    }
  }

  private void pause() {
    try {
      Thread.sleep(RETRY);
    } catch (InterruptedException closed) {
      Thread.currentThread().interrupt();
      throw new StoreException("interrupted while waiting for the lease of " + address, closed);
    }
  }
}
