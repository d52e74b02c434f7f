package dev.parallax.coordinator;

import dev.parallax.health.Vital;
import dev.parallax.health.Vitals;
import dev.parallax.store.Store;
import dev.parallax.store.failure.LeaseLostException;
import dev.parallax.store.failure.StoreException;
import dev.parallax.store.postgres.PostgresStore;
import java.time.Duration;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Extends the lease of a database. The thread ends by an error, and with it the process, when
 * another coordinator has the lease.
 */
final class LeaseExtension {
  private static final Logger log = LoggerFactory.getLogger(LeaseExtension.class);

  /** A statement waits for a connection and for its answer. */
  private static final Duration PATIENCE = Duration.ofSeconds(20);

  private LeaseExtension() {}

  /** Empty for a store without a lease. */
  static Optional<Thread> start(Store store, Vitals vitals) {
    return store instanceof PostgresStore shared
        ? Optional.of(
            vitals.start("lease of the database", PATIENCE, vital -> repeat(vital, shared)))
        : Optional.empty();
  }

  private static void repeat(Vital vital, PostgresStore store) throws InterruptedException {
    while (true) {
      Thread.sleep(PostgresStore.EXTENSION);
      vital.begin();
      extend(store);
      vital.end();
    }
  }

  private static void extend(PostgresStore store) {
    try {
      store.extendLease();
    } catch (LeaseLostException lost) {
      throw lost;
    } catch (StoreException unreachable) { // until it can be reached again
      log.warn("the lease of the database was not extended: {}", unreachable.getMessage());
    }
  }
}
