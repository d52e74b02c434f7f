package dev.parallax.stage;

import static java.lang.foreign.ValueLayout.JAVA_INT;

import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.invoke.MethodHandle;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/**
 * Runs a process for a share of each period of 100 ms and stops it for the rest, by SIGSTOP and
 * SIGCONT (signal(7)). A CPU quota with the kernel's standard period has the same effect. After
 * {@link #close} the process runs without interruption.
 */
public final class DutyCycle implements AutoCloseable {
  private static final long PERIOD_NANOS = TimeUnit.MILLISECONDS.toNanos(100);
  private static final int SIGCONT = 18;
  private static final int SIGSTOP = 19;
  private static final int SUCCESS = 0;

  @SuppressWarnings("restricted")
  private static final MethodHandle KILL =
      Linker.nativeLinker()
          .downcallHandle(
              Linker.nativeLinker().defaultLookup().findOrThrow("kill"),
              FunctionDescriptor.of(JAVA_INT, JAVA_INT, JAVA_INT));

  private final Process process;
  private final long running;
  private final Thread thread;
  private volatile boolean closed;

  /**
   * Starts at once.
   *
   * @param process a child of this one
   * @param percent of a period for which it runs, 1 to 99
   */
  public DutyCycle(Process process, int percent) {
    if (percent < 1 || percent > 99) {
      throw new IllegalArgumentException("expected a duty cycle of 1 to 99 %, got: " + percent);
    }
    this.process = process;
    this.running = PERIOD_NANOS * percent / 100;
    this.thread = Thread.ofPlatform().daemon().name("duty-cycle").start(this::run);
  }

  private void run() {
    while (!closed && process.isAlive()) {
      signal(SIGSTOP);
      pause(PERIOD_NANOS - running);
      signal(SIGCONT);
      pause(running);
    }
  }

  private static void pause(long nanos) {
    long end = System.nanoTime() + nanos;
    for (long left = nanos; left > 0; left = end - System.nanoTime()) {
      LockSupport.parkNanos(left);
    }
  }

  /** The end of the process is not an error: its number is not reused before it is reaped. */
  private void signal(int number) {
    try {
      if (process.isAlive()
          && (int) KILL.invokeExact((int) process.pid(), number) != SUCCESS
          && process.isAlive()) {
        throw new IllegalStateException("kill(2) failed for process " + process.pid());
      }
    } catch (RuntimeException | Error failed) {
      throw failed;
    } catch (Throwable undeclared) {
      throw new IllegalStateException(undeclared);
    }
  }

  @Override
  public void close() {
    closed = true;
    try {
      thread.join();
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
    }
    signal(SIGCONT);
  }
}
