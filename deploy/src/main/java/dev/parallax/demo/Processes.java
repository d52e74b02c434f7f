package dev.parallax.demo;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * Every process the demo has started, so that every one of them is stopped: agents before the
 * coordinator, by SIGTERM first.
 */
final class Processes implements AutoCloseable {
  private static final Duration PATIENCE = Duration.ofSeconds(5);

  @GuardedBy("this")
  private final List<Process> running = new ArrayList<>();

  @GuardedBy("this")
  private boolean closed;

  /** Starts a program that goes on by itself, its output in a file. */
  Daemon daemon(String name, List<String> command, Path log) throws DemoFailure {
    return new Daemon(name, start(new ProcessBuilder(command).redirectErrorStream(true), log), log);
  }

  /**
   * Runs a program to its end.
   *
   * @param limit after this it is killed and the demo fails
   * @return its exit code and what it wrote to standard output
   */
  Call call(List<String> command, Path errors, Duration limit)
      throws DemoFailure, InterruptedException {
    return Call.of(this, command, errors, limit);
  }

  private Process start(ProcessBuilder builder, Path log) throws DemoFailure {
    return start(builder.redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile())));
  }

  synchronized Process start(ProcessBuilder builder) throws DemoFailure {
    if (closed) {
      throw new DemoFailure("the demo is being stopped");
    }
    try {
      var process = builder.start();
      process.getOutputStream().close();
      running.removeIf(it -> !it.isAlive());
      running.add(process);
      return process;
    } catch (IOException unstartable) {
      throw new DemoFailure(builder.command().getFirst() + ": " + unstartable.getMessage());
    }
  }

  /** Stops one and waits until it is gone. */
  static void stop(Process process) {
    process.destroy();
    if (!isGone(process)) {
      process.destroyForcibly();
      isGone(process);
    }
  }

  private static boolean isGone(Process process) {
    try {
      return process.waitFor(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException hurry) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  @Override
  public synchronized void close() {
    closed = true;
    // The coordinator was started first; agents are told together, so that one wait serves all.
    var latestFirst = running.reversed();
    latestFirst.stream().limit(Math.max(0, running.size() - 1)).forEach(Process::destroy);
    latestFirst.forEach(Processes::stop);
    running.clear();
  }
}
