package dev.parallax.lab;

import dev.parallax.stage.StageFailure;
import dev.parallax.stage.WorkFolder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** The lab that has a folder, known by the process id it leaves there. */
final class RunningLab {
  private static final long PATIENCE_SECONDS = 60;

  private RunningLab() {}

  /** This process has it. */
  static void note(Path folder) throws IOException {
    Files.writeString(file(folder), Long.toString(ProcessHandle.current().pid()));
  }

  /** Ends whoever has it, if anyone; returns when the folder is free. */
  static void end(Path folder) throws IOException, StageFailure, InterruptedException {
    if (!isFree(folder)) {
      terminate(Long.parseLong(Files.readString(file(folder)).strip()));
    }
  }

  @SuppressWarnings("EmptyCatch") // That it is not free is the answer.
  private static boolean isFree(Path folder) throws IOException {
    if (!Files.exists(file(folder))) {
      return true;
    }
    try (var _ = WorkFolder.open(folder)) {
      return true;
    } catch (StageFailure taken) {
      return false;
    }
  }

  private static void terminate(long pid) throws StageFailure, InterruptedException {
    var process = ProcessHandle.of(pid);
    if (process.isEmpty()) {
      return;
    }
    process.get().destroy();
    try {
      process.get().onExit().get(PATIENCE_SECONDS, TimeUnit.SECONDS);
    } catch (ExecutionException | TimeoutException stubborn) {
      throw new StageFailure("the running lab, process " + pid + ", does not end");
    }
  }

  private static Path file(Path folder) {
    return folder.resolve("pid");
  }
}
