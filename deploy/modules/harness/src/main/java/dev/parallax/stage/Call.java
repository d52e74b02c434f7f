package dev.parallax.stage;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;

/**
 * One finished call of a program.
 *
 * @param out its standard output
 * @param errors the file with its standard error
 */
public record Call(List<String> command, int exit, String out, Path errors) {
  static Call of(Processes processes, List<String> command, Path errors, Duration limit)
      throws StageFailure, InterruptedException {
    try {
      var out = Files.createTempFile(errors.toAbsolutePath().getParent(), "out-", ".txt");
      var process =
          processes.start(
              new ProcessBuilder(command)
                  .redirectOutput(out.toFile())
                  .redirectError(Redirect.appendTo(errors.toFile())));
      if (!process.waitFor(limit.toMillis(), TimeUnit.MILLISECONDS)) {
        Processes.stop(process);
        throw new StageFailure(
            spelled(command)
                + " took more than "
                + limit.toSeconds()
                + " s:\n"
                + LogTail.of(errors));
      }
      return new Call(command, process.exitValue(), taken(out), errors);
    } catch (IOException unreadable) {
      throw new StageFailure(spelled(command) + ": " + unreadable);
    }
  }

  private static String taken(Path out) throws IOException {
    var text = Files.readString(out, UTF_8);
    Files.delete(out);
    return text;
  }

  /** This call, if it ended with one of these exit codes. */
  public Call orFail(Set<Integer> expected) throws StageFailure {
    if (!expected.contains(exit)) {
      throw new StageFailure(
          spelled(command) + " ended with exit code " + exit + ":\n" + LogTail.of(errors));
    }
    return this;
  }

  private static String spelled(List<String> command) {
    return String.join(" ", command);
  }
}
