package dev.parallax.stage;

import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;

/** A program that runs until it is stopped. */
public record Daemon(String name, Process process, Path log) {
  /** Fails if it has ended. */
  public void checkAlive() throws StageFailure {
    if (!process.isAlive()) {
      throw failure("ended with exit code " + process.exitValue());
    }
  }

  /** Fails if it is too late already. */
  public void checkBefore(Instant end, Clock clock, String wanted) throws StageFailure {
    if (clock.instant().isAfter(end)) {
      throw failure("was not " + wanted + " in time");
    }
  }

  private StageFailure failure(String what) {
    return new StageFailure(name + " " + what + "; the end of " + log + ":\n" + LogTail.of(log));
  }

  public void stop() {
    Processes.stop(process);
  }
}
