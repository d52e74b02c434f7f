package dev.parallax.starved;

import dev.parallax.stage.DutyCycle;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;

/**
 * One run of {@code parallax-agent probe} as a process of its own.
 *
 * @param trials number of trials
 * @param seconds timeout of each step
 */
record AgentSweep(int trials, double seconds) {
  private static final Pattern OUTCOME =
      Pattern.compile("\\S.*#[0-9]+ +(ok|not run: [a-z_]+|[a-z]+: [a-z0-9_]+).*");

  private static final long START_SECONDS = 60;
  private static final long LONGEST_SECONDS = 180;

  /**
   * The number of each outcome: {@code ok}, {@code STEP:WORD}, or {@code not run:REASON}.
   *
   * @param duty percentage of the time for which the agent runs, from its first connection; empty
   *     for an agent that is not stopped
   */
  Map<String, Integer> run(LoopbackTarget.Kind kind, OptionalInt duty)
      throws IOException, InterruptedException {
    try (var target = new LoopbackTarget(kind)) {
      var process = start(target.target());
      try {
        return outcomes(process, target, duty);
      } finally {
        process.destroyForcibly().waitFor();
      }
    }
  }

  private Process start(String target) throws IOException {
    var command =
        List.of(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "--enable-native-access=ALL-UNNAMED",
            "-Xmx64m",
            "-XX:+UseSerialGC",
            "-XX:TieredStopAtLevel=1",
            // The distribution keeps its native libraries outside the jars.
            "-Djava.library.path=" + System.getProperty("java.library.path", ""),
            "-cp",
            System.getProperty("java.class.path"),
            "dev.parallax.agent.AgentMain",
            "probe",
            target,
            "--allow",
            "127.0.0.0/8",
            "--trials",
            Integer.toString(trials),
            "--timeout",
            Double.toString(seconds));
    return new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.DISCARD).start();
  }

  private static Map<String, Integer> outcomes(
      Process process, LoopbackTarget target, OptionalInt duty)
      throws IOException, InterruptedException {
    var lines = new ArrayList<String>();
    var reader = Thread.ofVirtual().start(() -> process.inputReader().lines().forEach(lines::add));
    if (!target.isReached(START_SECONDS)) {
      throw new IOException(
          "no connection of the agent within "
              + START_SECONDS
              + " s, "
              + (process.isAlive() ? "its process runs" : "exit code " + process.exitValue()));
    }
    var dutyCycle = duty.isPresent() ? new DutyCycle(process, duty.getAsInt()) : null;
    try {
      if (!process.waitFor(LONGEST_SECONDS, TimeUnit.SECONDS)) {
        throw new IOException("the agent runs for more than " + LONGEST_SECONDS + " s");
      }
    } finally {
      if (dutyCycle != null) {
        dutyCycle.close();
      }
    }
    reader.join();
    var counts = new TreeMap<String, Integer>();
    for (var line : lines) {
      outcome(line).ifPresent(outcome -> counts.merge(outcome, 1, Integer::sum));
    }
    return counts;
  }

  /** The first line of each observation names the trial; the lines of its steps are indented. */
  private static Optional<String> outcome(String line) {
    var match = OUTCOME.matcher(line);
    return match.matches() ? Optional.of(match.group(1).replace(": ", ":")) : Optional.empty();
  }
}
