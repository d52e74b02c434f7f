package dev.parallax.agent.path;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** Programs of this machine. */
public final class Commands {
  private Commands() {}

  /** The output, errors included; throws when it cannot run, fails or takes 20 seconds. */
  public static String run(String input, List<String> command)
      throws IOException, InterruptedException {
    var process = new ProcessBuilder(command).redirectErrorStream(true).start();
    try (var in = process.getOutputStream()) {
      in.write(input.getBytes(StandardCharsets.UTF_8));
    }
    var output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    if (!process.waitFor(20, TimeUnit.SECONDS)) {
      process.destroyForcibly();
      throw new IOException(command + " takes too long");
    }
    if (process.exitValue() != 0) {
      throw new IOException(command + " says: " + output.strip());
    }
    return output;
  }
}
