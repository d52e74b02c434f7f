package dev.parallax.bench.fault.process;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.parallax.stage.Processes;
import dev.parallax.stage.StageFailure;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** A program that can be killed, stopped, continued and started again. */
public final class Signalled {
  private final String name;
  private final Processes processes;
  private final List<String> command;
  private final Map<String, String> environment;
  private final Path log;
  private Process process;
  private long logBefore;

  /** Starts the program. */
  public Signalled(
      String name,
      Processes processes,
      List<String> command,
      Map<String, String> environment,
      Path log)
      throws StageFailure {
    this.name = name;
    this.processes = processes;
    this.command = List.copyOf(command);
    this.environment = Map.copyOf(environment);
    this.log = log;
    this.process = started(Map.of());
  }

  public String name() {
    return name;
  }

  public Path log() {
    return log;
  }

  /** Whether the program has written these words to its log since its start. */
  public boolean hasLogged(String words) throws IOException {
    try (var written = Files.newInputStream(log)) {
      written.skipNBytes(logBefore);
      return new String(written.readAllBytes(), UTF_8).contains(words);
    }
  }

  /** SIGKILL. */
  public void kill() throws InterruptedException {
    process.destroyForcibly().waitFor();
  }

  /** Starts the program again after its end. */
  public void start() throws StageFailure {
    process = started(Map.of());
  }

  /** Ends the program by SIGTERM, and starts it with further variables. */
  public void restart(Map<String, String> more) throws StageFailure {
    Processes.stop(process);
    process = started(more);
  }

  public boolean isAlive() {
    return process.isAlive();
  }

  /** SIGSTOP. */
  public void stop() throws IOException, InterruptedException {
    signal("STOP", Stream.of(process.toHandle()));
  }

  /** SIGCONT. */
  public void resume() throws IOException, InterruptedException {
    signal("CONT", Stream.of(process.toHandle()));
  }

  /**
   * Sends a signal to processes that are still alive.
   *
   * @param signal its name without {@code SIG}
   */
  public static void signal(String signal, Stream<ProcessHandle> to)
      throws IOException, InterruptedException {
    for (var handle : to.filter(ProcessHandle::isAlive).toList()) {
      new ProcessBuilder("kill", "-" + signal, Long.toString(handle.pid()))
          .redirectError(ProcessBuilder.Redirect.DISCARD)
          .start()
          .waitFor();
    }
  }

  private Process started(Map<String, String> more) throws StageFailure {
    logBefore = log.toFile().length();
    var builder =
        new ProcessBuilder(command)
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()));
    var all = new HashMap<>(environment);
    all.putAll(more);
    builder.environment().putAll(all);
    return processes.start(builder);
  }
}
