package dev.parallax.lab.net;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.parallax.stage.StageFailure;
import java.io.IOException;
import java.nio.file.Files;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** The output of a short command, and its exit code. */
public record Shell(int exit, String output) {
  /**
   * Runs a command to its end.
   *
   * @param limit the time limit; then it is killed, which counts as exit code 124
   */
  static Shell run(List<String> command, Duration limit) throws StageFailure, InterruptedException {
    try {
      var output = Files.createTempFile("parallax-lab-", ".txt");
      try {
        var process =
            new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(output.toFile())
                .start();
        process.getOutputStream().close();
        var ended = process.waitFor(limit.toMillis(), TimeUnit.MILLISECONDS);
        if (!ended) {
          process.destroyForcibly().waitFor();
        }
        return new Shell(
            ended ? process.exitValue() : 124, new String(Files.readAllBytes(output), UTF_8));
      } finally {
        Files.deleteIfExists(output);
      }
    } catch (IOException unstartable) {
      throw new StageFailure(command.getFirst() + ": " + unstartable.getMessage());
    }
  }

  public Shell orFail(String doing) throws StageFailure {
    if (exit != 0) {
      throw new StageFailure(doing + " ended with exit code " + exit + ": " + output.strip());
    }
    return this;
  }
}
