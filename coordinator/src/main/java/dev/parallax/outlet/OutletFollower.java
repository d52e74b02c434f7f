package dev.parallax.outlet;

import dev.parallax.health.Vital;
import dev.parallax.health.Vitals;
import dev.parallax.model.value.SweepId;
import dev.parallax.store.Store;
import dev.parallax.store.failure.DamagedRecordException;
import dev.parallax.store.failure.StoreException;
import dev.parallax.text.Printable;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The thread that writes finished sweeps to the outlet, oldest first. It waits while the outlet
 * does not accept them, at most a minute between two attempts. Of several coordinators on one
 * database one writes.
 */
public final class OutletFollower implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(OutletFollower.class);
  private static final Duration POLL = Duration.ofSeconds(2);
  private static final Duration LONGEST_PAUSE = Duration.ofMinutes(1);

  /** A large sweep on a slow disk; an outlet that waits does not make the coordinator unready. */
  private static final Duration PATIENCE = Duration.ofMinutes(10);

  /** Sweeps between two readings of the lease. */
  private static final int BATCH = 16;

  private final Outlet outlet;
  private final Store store;
  private final InstantSource clock;
  private final Thread worker;
  private volatile OutletFigures figures = OutletFigures.NONE;

  private OutletFollower(Outlet outlet, Store store, InstantSource clock, Vitals vitals) {
    this.outlet = outlet;
    this.store = store;
    this.clock = clock;
    this.worker = vitals.start("outlet", PATIENCE, this::work);
  }

  /** Starts the thread. */
  public static OutletFollower start(
      OutletConfig config, Store store, InstantSource clock, Vitals vitals) {
    return start(config.open(), store, clock, vitals);
  }

  static OutletFollower start(Outlet outlet, Store store, InstantSource clock, Vitals vitals) {
    return new OutletFollower(outlet, store, clock, vitals);
  }

  public OutletFigures figures() {
    return figures;
  }

  @Override
  public void close() {
    worker.interrupt();
    try {
      worker.join(POLL);
    } catch (InterruptedException hurried) {
      Thread.currentThread().interrupt();
    }
    outlet.close();
  }

  private void work(Vital vital) throws InterruptedException {
    var pause = POLL;
    while (true) {
      Thread.sleep(pause);
      vital.begin();
      pause = pass() ? POLL : longer(pause);
      vital.end();
    }
  }

  private static Duration longer(Duration pause) {
    var doubled = pause.multipliedBy(2);
    return doubled.compareTo(LONGEST_PAUSE) < 0 ? doubled : LONGEST_PAUSE;
  }

  /** False when an attempt failed. */
  private boolean pass() {
    try {
      while (store.outlet().isWriter()) {
        var pending = store.outlet().unwritten(BATCH);
        if (pending.isEmpty()) {
          break;
        }
        for (var sweep : pending) {
          figures = figures.late(age(sweep));
          write(sweep);
        }
      }
      figures = figures.idle();
      return true;
    } catch (OutletException | StoreException trouble) {
      var reason = Printable.message(trouble);
      if (figures.trouble().isEmpty()) {
        log.warn("the outlet waits, finished sweeps are kept in the store: {}", reason);
      }
      figures = figures.failed(reason);
      return false;
    }
  }

  private Duration age(SweepId sweep) {
    var started = store.startOf(sweep).orElse(Instant.MAX);
    var now = clock.instant();
    return started.isBefore(now) ? Duration.between(started, now) : Duration.ZERO;
  }

  private void write(SweepId sweep) throws OutletException {
    try {
      var found = store.sweep(sweep);
      if (found.isEmpty()) { // the retention has deleted it
        return;
      }
      outlet.write(new SweepLines(found.get()));
      figures = figures.written();
    } catch (DamagedRecordException damaged) {
      skip(sweep, damaged);
    } catch (StoreException trouble) {
      throw trouble;
    } catch (RuntimeException defect) { // of one sweep
      skip(sweep, defect);
    }
    store.outlet().written(sweep);
  }

  /** A sweep without lines must not hold up the sweeps after it. */
  private void skip(SweepId sweep, RuntimeException why) {
    log.error("sweep {} is left out of the outlet", sweep, why);
    figures = figures.skipping();
  }
}
