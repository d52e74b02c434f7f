package dev.parallax.agent.service;

import dev.parallax.agent.spool.Spool;
import dev.parallax.model.vantage.VantageId;
import java.nio.file.Path;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/**
 * The spool of the state folder with its two threads: a thread writes, another flushes each second,
 * so that neither a probe nor the link waits for the disk.
 */
final class SpoolService implements AutoCloseable {
  private static final int FLUSH_SECONDS = 1;
  private static final int CLOSE_SECONDS = 2;

  private final Spool spool;
  private final ExecutorService writer =
      Executors.newSingleThreadExecutor(Thread.ofPlatform().daemon().name("spool").factory());
  private final ScheduledExecutorService flusher =
      Executors.newSingleThreadScheduledExecutor(
          Thread.ofPlatform().daemon().name("spool-flush").factory());

  /** Reads what an earlier process left. */
  SpoolService(Path state, VantageId vantage) {
    this.spool = Spool.open(state.resolve(Spool.FOLDER), vantage);
    var _ =
        flusher.scheduleWithFixedDelay(
            spool::flush, FLUSH_SECONDS, FLUSH_SECONDS, TimeUnit.SECONDS);
  }

  Spool spool() {
    return spool;
  }

  Executor writer() {
    return task -> {
      if (!writer.isShutdown()) {
        writer.execute(task);
      }
    };
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
