package dev.parallax.stage;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * All started processes, so that each is stopped: agents before the coordinator, by SIGTERM first.
 */
public final class Processes implements AutoCloseable {
  private static final Duration PATIENCE = Duration.ofSeconds(5);

  @GuardedBy("this")
  private final List<Process> running = new ArrayList<>();

  @GuardedBy("this")
  private boolean closed;

  /** Starts a program that runs until it is stopped, with its output in a file. */
  public Daemon daemon(String name, List<String> command, Path log) throws StageFailure {
    return new Daemon(name, start(new ProcessBuilder(command).redirectErrorStream(true), log), log);
  }

  /**
   * Runs a program to its end.
   *
   * @param limit the time limit; beyond it the process is killed, which is a failure
   * @return its exit code and its standard output
   */
  public Call call(List<String> command, Path errors, Duration limit)
      throws StageFailure, InterruptedException {
    return Call.of(this, command, errors, limit);
  }

  private Process start(ProcessBuilder builder, Path log) throws StageFailure {
    return start(builder.redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile())));
  }

  /** Starts a process without input. */
  public Process start(ProcessBuilder builder) throws StageFailure {
    var process = interactive(builder);
    try {
      process.getOutputStream().close();
    } catch (IOException closedAlready) {
      // The process has ended and has no input.
    }
    return process;
  }

  /** Starts a process that reads its input from this program. */
  public synchronized Process interactive(ProcessBuilder builder) throws StageFailure {
    if (closed) {
      throw new StageFailure("all processes are being stopped");
    }
    try {
      var process = builder.start();
      running.removeIf(it -> !it.isAlive());
      running.add(process);
      return process;
    } catch (IOException unstartable) {
      throw new StageFailure(builder.command().getFirst() + ": " + unstartable.getMessage());
    }
  }

  /** Stops a process and waits for its end. */
  public static void stop(Process process) {
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
    // The coordinator was started first; agents are stopped together, so that one wait suffices.
    var latestFirst = running.reversed();
    latestFirst.stream().limit(Math.max(0, running.size() - 1)).forEach(Process::destroy);
    latestFirst.forEach(Processes::stop);
    running.clear();
  }
}
