package dev.parallax.store.postgres;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import com.zaxxer.hikari.pool.HikariPool.PoolInitializationException;
import dev.parallax.store.failure.StoreException;
import dev.parallax.text.Printable;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Optional;

/** Opens the pool of connections to a database. */
final class ConnectionPool {
  /** Writes of observations share commits, and reads are short and rare. */
  private static final int CONNECTIONS = 8;

  /** A restart of the server takes a few seconds. */
  private static final Duration CONNECTION_WAIT = Duration.ofSeconds(10);

  /** The property of this process from which the driver takes the name of the file. */
  private static final String PASSWORD_FILE = "org.postgresql.pgpassfile";

  private ConnectionPool() {}

  /**
   * @throws UnreachableDatabaseException when the server cannot be reached now
   * @throws StoreException when it refuses the user or the database
   */
  static HikariDataSource open(DatabaseAddress address, Optional<Path> passwordFile) {
    var config = new HikariConfig();
    config.setJdbcUrl(address.url());
    config.setPoolName("store");
    config.setMaximumPoolSize(CONNECTIONS);
    config.setMinimumIdle(1);
    config.setConnectionTimeout(CONNECTION_WAIT.toMillis());
    setDefault(config, address, "reWriteBatchedInserts", "true");
    setDefault(config, address, "connectTimeout", "5");
    setDefault(config, address, "socketTimeout", "60");
    setDefault(config, address, "tcpKeepAlive", "true");
    setDefault(config, address, "ApplicationName", "parallax");
    passwordFile.ifPresent(file -> System.setProperty(PASSWORD_FILE, file.toString()));
    try {
      return new HikariDataSource(config);
    } catch (PoolInitializationException failed) {
      throw refused(address, failed, deepest(failed));
    }
  }

  private static StoreException refused(
      DatabaseAddress address, PoolInitializationException failed, Throwable cause) {
    var message = "cannot use " + address + ": " + Printable.message(cause);
    return cause instanceof SQLException known && PostgresErrors.isPassing(known)
        ? new UnreachableDatabaseException(message, failed)
        : new StoreException(message, failed);
  }

  private static void setDefault(
      HikariConfig config, DatabaseAddress address, String property, String value) {
    if (!address.has(property)) {
      config.addDataSourceProperty(property, value);
    }
  }

  private static Throwable deepest(Throwable failed) {
    var cause = failed.getCause();
    return cause == null || failed instanceof SQLException ? failed : deepest(cause);
  }
}
