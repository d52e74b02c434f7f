package dev.parallax.agent.service;

import dev.parallax.agent.spool.Spool;
import dev.parallax.model.vantage.VantageId;
import java.nio.file.Path;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * The spool of the state folder with its two threads: a thread writes, another flushes within a
 * second, so that neither a probe nor the link waits for the disk. Without a write there is no
 * flush.
 */
final class SpoolService implements AutoCloseable {
  private static final int FLUSH_SECONDS = 1;
  private static final int CLOSE_SECONDS = 2;

  private final Spool spool;
  private final ExecutorService writer =
      Executors.newSingleThreadExecutor(Thread.ofPlatform().daemon().name("spool").factory());
  private final ScheduledThreadPoolExecutor flusher =
      new ScheduledThreadPoolExecutor(
          1, Thread.ofPlatform().daemon().name("spool-flush").factory());
  private final AtomicBoolean isFlushDue = new AtomicBoolean();

  /** Reads what an earlier process left. */
  SpoolService(Path state, VantageId vantage) {
    this.spool = Spool.open(state.resolve(Spool.FOLDER), vantage);
    flusher.setExecuteExistingDelayedTasksAfterShutdownPolicy(false);
  }

  Spool spool() {
    return spool;
  }

  Executor writer() {
    return task -> {
      if (!writer.isShutdown()) {
        writer.execute(
            () -> {
              task.run();
              flushSoon();
            });
      }
    };
  }

  /** Whether a flush follows within a second. */
  boolean isFlushDue() {
    return isFlushDue.get();
  }

  private void flushSoon() {
    if (!flusher.isShutdown() && isFlushDue.compareAndSet(false, true)) {
      var _ = flusher.schedule(this::flushDue, FLUSH_SECONDS, TimeUnit.SECONDS);
    }
  }

  /** A disk that cannot be written is tried again each second. */
  private void flushDue() {
    isFlushDue.set(false);
    spool.flush();
    if (spool.state().memoryOnly().isPresent()) {
      flushSoon();
    }
  }

  /** Flushes what has been written so far. */
  void flush() {
    spool.flush();
  }

  /** Writes what waits, flushes, and closes the files; waits at most 2 s for the disk. */
  @Override
  public void close() {
    flusher.shutdown();
    writer.shutdown();
    try {
      if (writer.awaitTermination(CLOSE_SECONDS, TimeUnit.SECONDS)) {
        spool.flush();
        spool.close();
      }
    } catch (InterruptedException hurried) {
      Thread.currentThread().interrupt();
    }
  }
}
