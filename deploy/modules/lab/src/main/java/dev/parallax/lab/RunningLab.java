package dev.parallax.lab;

import dev.parallax.stage.StageFailure;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** The lab that uses a folder, identified by the process id in it. */
final class RunningLab {
  private static final long PATIENCE_SECONDS = 60;

  private RunningLab() {}

  /** This process has it. */
  static void note(Path folder) throws IOException {
    Files.writeString(file(folder), Long.toString(ProcessHandle.current().pid()));
  }

  /** Ends the process that has the lock, if there is one, and waits until it has cleaned up. */
  static void end(Path folder) throws IOException, StageFailure, InterruptedException {
    var running = find(folder);
    if (running.isPresent()) {
      terminate(running.get());
    }
  }

  /** The number may belong to another program by now. */
  private static Optional<ProcessHandle> find(Path folder) throws IOException {
    if (!Files.exists(file(folder))) {
      return Optional.empty();
    }
    return ProcessHandle.of(Long.parseLong(Files.readString(file(folder)).strip()))
        .filter(
            process -> process.info().commandLine().orElse("").contains(Lab.class.getName() + " "));
  }

  private static void terminate(ProcessHandle process) throws StageFailure, InterruptedException {
    process.destroy();
    try {
      process.onExit().get(PATIENCE_SECONDS, TimeUnit.SECONDS);
    } catch (ExecutionException | TimeoutException stubborn) {
      throw new StageFailure("the running lab, process " + process.pid() + ", does not end");
    }
  }

  private static Path file(Path folder) {
    return folder.resolve("pid");
  }
}
