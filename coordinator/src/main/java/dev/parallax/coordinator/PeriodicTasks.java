package dev.parallax.coordinator;

import dev.parallax.health.Vital;
import dev.parallax.health.Vitals;
import dev.parallax.store.Store;
import dev.parallax.store.failure.StoreException;
import dev.parallax.store.retention.Retention;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The essential threads that repeat a task of the coordinator until they are interrupted. */
final class PeriodicTasks implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(PeriodicTasks.class);
  private static final Duration HEARTBEATS = Duration.ofSeconds(1);

  /** A piece of work of an essential thread takes at most this. */
  private static final Duration PATIENCE = Duration.ofSeconds(20);

  /** After a repair of the disk, {@code /ready} reports it within this time. */
  private static final Duration WRITE_CHECK = Duration.ofSeconds(2);

  private static final Duration MAINTENANCE_CHECK = Duration.ofMinutes(1);

  private final List<Thread> threads;

  private PeriodicTasks(List<Thread> threads) {
    this.threads = threads;
  }

  /**
   * Starts the heartbeats of the agents, the write checks, the deletions and the lease of the
   * store.
   *
   * @param heartbeat sends the heartbeats that are due, called each second
   */
  static PeriodicTasks start(Store store, Runnable heartbeat, Retention retention, Vitals vitals) {
    var repeated =
        Stream.of(
            vitals.start("heartbeat", PATIENCE, vital -> repeat(vital, HEARTBEATS, heartbeat)),
            vitals.start(
                "write check",
                PATIENCE,
                vital -> repeat(vital, WRITE_CHECK, () -> checkWritable(store))),
            vitals.start("retention", PATIENCE, vital -> delete(vital, store, retention)));
    var lease = LeaseExtension.start(store, vitals).stream();
    return new PeriodicTasks(Stream.concat(repeated, lease).toList());
  }

  private static void repeat(Vital vital, Duration pause, Runnable work)
      throws InterruptedException {
    while (true) {
      Thread.sleep(pause);
      vital.begin();
      work.run();
      vital.end();
    }
  }

  private static void delete(Vital vital, Store store, Retention retention)
      throws InterruptedException {
    var pause = WRITE_CHECK;
    while (true) {
      Thread.sleep(pause);
      vital.begin();
      pause = maintains(store) ? retention.step() : MAINTENANCE_CHECK;
      vital.end();
    }
  }

  /** One of the coordinators on a database deletes what is old. */
  private static boolean maintains(Store store) {
    try {
      return store.relays().maintains();
    } catch (StoreException trouble) {
      log.warn("old observations are not deleted: {}", trouble.getMessage());
      return false;
    }
  }

  /** Without write requests, only this write shows that the store works again. */
  private static void checkWritable(Store store) {
    try {
      if (store.writeTrouble().isPresent()) {
        store.checkWritable();
      }
    } catch (StoreException lasting) {
      log.warn("the store is not writable: {}", lasting.getMessage());
    }
  }

  @Override
  public void close() {
    threads.forEach(Thread::interrupt);
  }
}
