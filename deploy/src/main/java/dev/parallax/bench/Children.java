package dev.parallax.bench;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** All processes of the benchmarks, so that none outlives them. */
final class Children implements AutoCloseable {
  private static final int PATIENCE_SECONDS = 5;

  @GuardedBy("this")
  private final List<Process> running = new ArrayList<>();

  @GuardedBy("this")
  private boolean closed;

  synchronized Process start(ProcessBuilder builder) throws BenchFailure {
    if (closed) {
      throw new BenchFailure("the benchmarks are being stopped");
    }
    try {
      var process = builder.start();
      running.removeIf(it -> !it.isAlive());
      running.add(process);
      return process;
    } catch (IOException unstartable) {
      throw new BenchFailure(builder.command().getFirst() + ": " + unstartable.getMessage());
    }
  }

  /** Stops a process, by SIGTERM first, and waits for its end. */
  static void stop(Process process) {
    process.destroy();
    if (!isGone(process)) {
      process.destroyForcibly();
      isGone(process);
    }
  }

  private static boolean isGone(Process process) {
    try {
      return process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS);
    } catch (InterruptedException hurry) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  @Override
  public synchronized void close() {
    closed = true;
    running.reversed().forEach(Children::stop);
    running.clear();
  }
}
