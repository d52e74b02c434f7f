package dev.parallax.attack.run;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;

/** Reads a process's resident memory (proc(5), VmRSS) four times a second. */
final class ResidentMemory implements AutoCloseable {
  private static final long PERIOD_NANOS = 250_000_000;
  private static final String KEY = "VmRSS:";

  private final Path status;
  private final AtomicLong most = new AtomicLong();
  private final AtomicBoolean closed = new AtomicBoolean();

  ResidentMemory(Process process) {
    status = Path.of("/proc", Long.toString(process.pid()), "status");
    Thread.ofVirtual().name("resident memory").start(this::watch);
  }

  private void watch() {
    while (!closed.get()) {
      most.accumulateAndGet(read(), Math::max);
      LockSupport.parkNanos(PERIOD_NANOS);
    }
  }

  private long read() {
    try (var lines = Files.lines(status)) {
      return lines
          .filter(line -> line.startsWith(KEY))
          .mapToLong(line -> 1_024 * Long.parseLong(line.replaceAll("[^0-9]", "")))
          .findFirst()
          .orElse(0);
    } catch (IOException gone) {
      return 0;
    }
  }

  /** The most so far, in bytes. */
  long most() {
    return most.get();
  }

  @Override
  public void close() {
    closed.set(true);
  }
}
