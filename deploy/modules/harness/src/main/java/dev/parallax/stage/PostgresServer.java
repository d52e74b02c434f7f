package dev.parallax.stage;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** A PostgreSQL server on loopback, run by {@code deploy/postgres} until its process is stopped. */
public final class PostgresServer {
  private final Process script;
  private final BufferedReader output;
  private final Map<String, String> values = new HashMap<>();

  private PostgresServer(Process script) {
    this.script = script;
    this.output = script.inputReader(UTF_8);
  }

  /**
   * The reason why no server can run here; empty where PostgreSQL is installed.
   *
   * @param program {@code deploy/postgres}
   */
  public static Optional<String> obstacle(Path program) throws IOException, InterruptedException {
    var check = new ProcessBuilder(program.toString(), "--check").start();
    var missing = new String(check.getErrorStream().readAllBytes(), UTF_8).strip();
    return check.waitFor() == 0 ? Optional.empty() : Optional.of(missing);
  }

  /** Accepts connections when it returns. */
  public static PostgresServer start(Processes processes, Path program, Path log)
      throws StageFailure, IOException {
    var server =
        new PostgresServer(
            processes.interactive(
                new ProcessBuilder(program.toString()).redirectError(log.toFile())));
    while (!server.values.containsKey("pid")) {
      var words = server.line().split(" ", 2);
      server.values.put(words[0], words[1]);
    }
    return server;
  }

  /** The JDBC address, without a password. */
  public String address() {
    return values.getOrDefault("address", "");
  }

  /** A file with the password, in the format of {@code PGPASSFILE}. */
  public Path passwordFile() {
    return Path.of(values.getOrDefault("passfile", ""));
  }

  /** The processes of the server, the first its parent; empty while it does not run. */
  public Stream<ProcessHandle> processes() throws IOException {
    var file = passwordFile().resolveSibling("data").resolve("postmaster.pid");
    try (var lines = Files.lines(file)) {
      return lines.limit(1).map(Long::parseLong).toList().stream()
          .flatMap(pid -> ProcessHandle.of(pid).stream())
          .flatMap(parent -> Stream.concat(Stream.of(parent), parent.descendants()));
    }
  }

  /** Ends the server without a shutdown where it runs, and starts it again. */
  public void restart() throws IOException, StageFailure {
    script.outputWriter(UTF_8).append("restart\n").flush();
    var answer = line();
    if (!answer.equals("restarted")) {
      throw new StageFailure("deploy/postgres: expected restarted, got: " + answer);
    }
  }

  private String line() throws IOException, StageFailure {
    var line = output.readLine();
    if (line == null) {
      throw new StageFailure("deploy/postgres has ended");
    }
    return line;
  }
}
