package dev.parallax.store.postgres;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.opentest4j.TestAbortedException;

/**
 * A PostgreSQL server for all tests of this process, started by {@code deploy/postgres}. Tests are
 * skipped with the reason where none is installed.
 */
public final class PostgresServer implements BeforeAllCallback {
  /** The resource lock of a class that uses the server: a test may end it or its connections. */
  public static final String LOCK = "dev.parallax.store.postgres";

  private static final Path SCRIPT = Path.of("../deploy/postgres").toAbsolutePath().normalize();

  /** A folder in memory: a flush takes no time there. */
  private static final Path MEMORY = Path.of("/dev/shm");

  private static final AtomicInteger SCHEMAS = new AtomicInteger();

  private Running running = Running.NONE;

  @Override
  public void beforeAll(ExtensionContext context) {
    running =
        context
            .getRoot()
            .getStore(Namespace.create(PostgresServer.class))
            .getOrComputeIfAbsent(Running.class, key -> Running.start(), Running.class);
    if (!running.reason.isEmpty()) {
      System.err.println(context.getDisplayName() + " skipped: " + running.reason);
      throw new TestAbortedException(running.reason);
    }
  }

  /** The address of an empty schema. */
  public DatabaseAddress emptySchema() {
    var schema = "test" + SCHEMAS.incrementAndGet();
    try (var connection = connect();
        var statement = connection.createStatement()) {
      statement.execute("CREATE SCHEMA " + schema);
    } catch (SQLException failed) {
      throw new IllegalStateException(failed);
    }
    return new DatabaseAddress(running.values.get("address") + "&currentSchema=" + schema);
  }

  /** Deletes all rows of a store. */
  void empty(String schema) {
    try (var connection = connect();
        var statement = connection.createStatement()) {
      statement.execute(
          "DO $$ DECLARE t text; BEGIN FOR t IN SELECT format('%I.%I', schemaname, tablename)"
              + " FROM pg_tables WHERE schemaname = '"
              + schema
              + "' AND tablename <> 'schema_history' LOOP"
              + " EXECUTE 'TRUNCATE ' || t || ' RESTART IDENTITY'; END LOOP; END $$");
    } catch (SQLException failed) {
      throw new IllegalStateException(failed);
    }
  }

  /** Ends the connections of all stores. */
  void endOtherConnections() throws SQLException {
    try (var connection = connect();
        var statement = connection.createStatement()) {
      statement.execute(
          "SELECT pg_terminate_backend(pid) FROM pg_stat_activity"
              + " WHERE backend_type = 'client backend' AND pid <> pg_backend_pid()");
    }
  }

  /** The environment with the password file. */
  public Map<String, String> environment() {
    return Map.of("PGPASSFILE", running.values.getOrDefault("passfile", ""));
  }

  /** A connection outside of any store. */
  public Connection connect() throws SQLException {
    return DriverManager.getConnection(
        running.values.get("address"), "parallax", running.values.get("password"));
  }

  /** Ends the server as a crash does, and starts it again. */
  public void restart() {
    running.restart();
  }

  /** The process of the script, which stops the server at the end of its input. */
  private static final class Running implements AutoCloseable {
    static final Running NONE = new Running("not started", Optional.empty());

    final String reason;
    final Map<String, String> values = new HashMap<>();
    private final Optional<Process> script;
    private final BufferedReader output;

    private Running(String reason, Optional<Process> script) {
      this.reason = reason;
      this.script = script;
      this.output =
          script
              .map(process -> process.inputReader(UTF_8))
              .orElseGet(() -> new BufferedReader(Reader.nullReader()));
    }

    static Running start() {
      try {
        var check = new ProcessBuilder(SCRIPT.toString(), "--check").start();
        var missing = new String(check.getErrorStream().readAllBytes(), UTF_8).strip();
        return check.waitFor() == 0 ? run() : new Running(missing, Optional.empty());
      } catch (IOException | InterruptedException failed) {
        throw new IllegalStateException("cannot run " + SCRIPT, failed);
      }
    }

    private static Running run() throws IOException {
      var builder =
          new ProcessBuilder(SCRIPT.toString()).redirectError(ProcessBuilder.Redirect.INHERIT);
      if (Files.isWritable(MEMORY)) {
        builder.environment().put("TMPDIR", MEMORY.toString());
      }
      var running = new Running("", Optional.of(builder.start()));
      while (!running.values.containsKey("pid")) {
        var line = running.line();
        int space = line.indexOf(' ');
        running.values.put(line.substring(0, space), line.substring(space + 1));
      }
      return running;
    }

    void restart() {
      try {
        script.orElseThrow().outputWriter(UTF_8).append("restart\n").flush();
        var answer = line();
        if (!answer.equals("restarted")) {
          throw new IllegalStateException("expected restarted, got: " + answer);
        }
      } catch (IOException failed) {
        throw new UncheckedIOException(failed);
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
      if (script.isPresent()) {
        script.get().outputWriter(UTF_8).close();
        script.get().onExit().orTimeout(30, TimeUnit.SECONDS).join();
      }
    }
  }
}
