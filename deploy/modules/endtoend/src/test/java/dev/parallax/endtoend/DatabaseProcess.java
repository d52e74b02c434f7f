package dev.parallax.endtoend;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedReader;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.opentest4j.TestAbortedException;

/** A PostgreSQL server, run by {@code deploy/postgres} until it is closed. */
final class DatabaseProcess implements AutoCloseable {
  private static final Path SCRIPT = Path.of("../../postgres").toAbsolutePath();

  private final Process script;
  private final BufferedReader output;
  private final Map<String, String> values = new HashMap<>();

  private DatabaseProcess(Process script) throws IOException {
    this.script = script;
    this.output = script.inputReader(UTF_8);
    while (!values.containsKey("pid")) {
      var words = line().split(" ", 2);
      values.put(words[0], words[1]);
    }
  }

  /**
   * @throws TestAbortedException with the reason, where no PostgreSQL is installed
   */
  static DatabaseProcess start() throws IOException, InterruptedException {
    var check = new ProcessBuilder(SCRIPT.toString(), "--check").start();
    var missing = new String(check.getErrorStream().readAllBytes(), UTF_8).strip();
    if (check.waitFor() != 0) {
      System.err.println("skipped: " + missing);
      throw new TestAbortedException(missing);
    }
    return new DatabaseProcess(
        new ProcessBuilder(SCRIPT.toString())
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start());
  }

  String address() {
    return values.getOrDefault("address", "");
  }

  /** Options of a coordinator's Java virtual machine: the file with the password. */
  List<String> options() {
    return List.of("-Dorg.postgresql.pgpassfile=" + values.get("passfile"));
  }

  /** The number that a query returns. */
  long count(String query) {
    try (var connection =
            DriverManager.getConnection(address(), "parallax", values.get("password"));
        var statement = connection.createStatement();
        var row = statement.executeQuery(query)) {
      row.next();
      return row.getLong(1);
    } catch (SQLException failed) {
      throw new IllegalStateException(failed);
    }
  }

  /** The port of the server on 127.0.0.1. */
  int port() {
    return URI.create(address().substring("jdbc:".length())).getPort();
  }

  Path passwordFile() {
    return Path.of(values.getOrDefault("passfile", ""));
  }

  String password() {
    return values.getOrDefault("password", "");
  }

  /** Ends the server as a crash does, and starts it again. */
  void restart() throws IOException {
    expect("restarted", answer("restart"));
  }

  /**
   * Starts a second server that replicates this one; returns the address of both, of which the
   * driver selects the primary.
   */
  String standby() throws IOException {
    return answer("standby").substring("standby ".length());
  }

  /** Ends the first server as a crash does, and makes the second one the primary. */
  void promote() throws IOException {
    expect("promoted", answer("promote"));
  }

  private String answer(String order) throws IOException {
    script.outputWriter(UTF_8).append(order).append('\n').flush();
    return line();
  }

  private static void expect(String expected, String answer) throws IOException {
    if (!answer.equals(expected)) {
      throw new IOException("expected " + expected + ", got: " + answer);
    }
  }

  private String line() throws IOException {
    var line = output.readLine();
    if (line == null) {
      throw new IOException(SCRIPT + " ended");
    }
    return line;
  }

  @Override
  public void close() throws IOException {
    script.outputWriter(UTF_8).close();
    script.onExit().orTimeout(30, TimeUnit.SECONDS).join();
  }
}
