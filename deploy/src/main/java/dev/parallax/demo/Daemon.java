package dev.parallax.demo;

import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;

/** A program that goes on by itself. */
record Daemon(String name, Process process, Path log) {
  /** Fails if it has ended. */
  void checkAlive() throws DemoFailure {
    if (!process.isAlive()) {
      throw failure("ended with exit code " + process.exitValue());
    }
  }

  /** Fails if it is too late already. */
  void checkBefore(Instant end, Clock clock, String wanted) throws DemoFailure {
    if (clock.instant().isAfter(end)) {
      throw failure("was not " + wanted + " in time");
    }
  }

  private DemoFailure failure(String what) {
    return new DemoFailure(name + " " + what + "; the end of " + log + ":\n" + LogTail.of(log));
  }

  void stop() {
    Processes.stop(process);
  }
}
