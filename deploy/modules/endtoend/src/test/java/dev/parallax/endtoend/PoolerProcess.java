package dev.parallax.endtoend;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.opentest4j.TestAbortedException;

/** PgBouncer in transaction mode before a PostgreSQL server, on loopback. */
final class PoolerProcess implements AutoCloseable {
  private static final Path PROGRAM = Path.of("/usr/sbin/pgbouncer");
  private static final String MISSING = PROGRAM + " is not installed; apt-get install pgbouncer";

  private final Process process;
  private final int port;

  private PoolerProcess(Process process, int port) {
    this.process = process;
    this.port = port;
  }

  /**
   * @throws TestAbortedException with the reason, where PgBouncer is not installed
   */
  static PoolerProcess start(DatabaseProcess database, Path folder) throws IOException {
    if (!Files.isExecutable(PROGRAM)) {
      System.err.println("skipped: " + MISSING);
      throw new TestAbortedException(MISSING);
    }
    int port = Site.closedPort();
    // The pooler refuses to run as root, and its user reads these files.
    var own = Files.createTempDirectory("parallax-pooler-");
    Files.setPosixFilePermissions(own, PosixFilePermissions.fromString("rwxr-xr-x"));
    var users = own.resolve("users");
    Files.writeString(users, "\"parallax\" \"" + database.password() + "\"\n");
    var settings = own.resolve("pgbouncer.ini");
    Files.writeString(
        settings,
        """
        [databases]
        postgres = host=127.0.0.1 port=%d dbname=postgres
        [pgbouncer]
        listen_addr = 127.0.0.1
        listen_port = %d
        unix_socket_dir =
        auth_type = scram-sha-256
        auth_file = %s
        pool_mode = transaction
        ignore_startup_parameters = extra_float_digits
        """
            .formatted(database.port(), port, users));
    var command = new ArrayList<String>();
    if ("root".equals(System.getProperty("user.name"))) {
      command.addAll(
          List.of("setpriv", "--reuid=postgres", "--regid=postgres", "--clear-groups", "--"));
    }
    command.addAll(List.of(PROGRAM.toString(), settings.toString()));
    var log = folder.resolve("pooler.log").toFile();
    var process = new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(log).start();
    return new PoolerProcess(process, port);
  }

  /** As {@link DatabaseProcess#address}; the driver prepares no statement at the server. */
  String address() {
    return "jdbc:postgresql://127.0.0.1:" + port + "/postgres?user=parallax&prepareThreshold=0";
  }

  @Override
  public void close() {
    process.destroy();
    process.onExit().orTimeout(10, TimeUnit.SECONDS).join();
  }
}
