package dev.parallax.store.postgres;

import dev.parallax.text.Printable;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.UUID;
import org.postgresql.PGConnection;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Wakes the other coordinators by {@code NOTIFY}, over a connection outside of the pool. The
 * notification carries nothing, and may be lost: every reader polls as well.
 */
final class Doorbell {
  private static final Logger log = LoggerFactory.getLogger(Doorbell.class);
  private static final String CHANNEL = "parallax";
  private static final Duration RETRY = Duration.ofSeconds(5);
  private static final int WAIT_MILLIS = 1_000;

  /** A connection pooler in transaction mode drops LISTEN without an error. */
  private static final int SELF_TEST_MILLIS = 2_000;

  private final PostgresDatabase database;
  private final DatabaseAddress address;

  Doorbell(PostgresDatabase database, DatabaseAddress address) {
    this.database = database;
    this.address = address;
  }

  void ring() {
    notify(CHANNEL);
  }

  /** Until the thread is interrupted, or the notifications do not arrive at all. */
  void listen(Runnable rung) throws InterruptedException {
    while (!Thread.interrupted()) {
      try (var connection = DriverManager.getConnection(address.url())) {
        if (!isHeard(connection)) {
          log.warn(
              "{}: no notification arrives, as behind a connection pooler in transaction mode;"
                  + " coordinators poll instead",
              address);
          return;
        }
        listen(connection, rung);
      } catch (SQLException lost) {
        log.debug("{}: waiting for notifications: {}", address, Printable.message(lost));
        Thread.sleep(RETRY);
      }
    }
    throw new InterruptedException();
  }

  private boolean isHeard(Connection connection) throws SQLException {
    var own = "parallax_" + UUID.randomUUID().toString().replace("-", "");
    execute(connection, "LISTEN " + own);
    notify(own);
    var heard = connection.unwrap(PGConnection.class).getNotifications(SELF_TEST_MILLIS);
    execute(connection, "UNLISTEN " + own);
    return heard != null && heard.length > 0;
  }

  private static void listen(Connection connection, Runnable rung) throws SQLException {
    execute(connection, "LISTEN " + CHANNEL);
    var notified = connection.unwrap(PGConnection.class);
    while (!Thread.currentThread().isInterrupted()) {
      var heard = notified.getNotifications(WAIT_MILLIS);
      if (heard != null && heard.length > 0) {
        rung.run();
      }
    }
  }

  private void notify(String channel) {
    database.query(row -> true, "SELECT pg_notify(?, '')", channel);
  }

  private static void execute(Connection connection, String sql) throws SQLException {
    try (var statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }
}
