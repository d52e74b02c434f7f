package dev.parallax.store.sqlite;

import dev.parallax.store.failure.DamagedStoreException;
import dev.parallax.store.failure.StoreException;
import dev.parallax.text.Printable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.sqlite.ProgressHandler;
import org.sqlite.SQLiteConfig;
import org.sqlite.SQLiteErrorCode;
import org.sqlite.SQLiteException;

/**
 * Reads every page of a database before its first use, for a bounded time. Uses a read-only
 * connection of its own, so that a damaged file is not modified.
 */
public final class IntegrityCheck {
  private static final Logger log = LoggerFactory.getLogger(IntegrityCheck.class);

  /** How many instructions of SQLite's virtual machine lie between two looks at the clock. */
  private static final int INSTRUCTIONS = 10_000;

  private IntegrityCheck() {}

  /**
   * Returns when the file is absent, empty or undamaged, or at the time limit.
   *
   * @throws DamagedStoreException when it is damaged
   */
  public static void run(Path file, Duration limit) {
    try {
      if (Files.exists(file) && Files.size(file) > 0) {
        check(file, limit);
      }
    } catch (IOException trouble) {
      throw new StoreException("cannot read " + file + ": " + trouble, trouble);
    }
  }

  private static void check(Path file, Duration limit) throws IOException {
    var readOnly = new SQLiteConfig();
    readOnly.setReadOnly(true);
    try (var connection = readOnly.createConnection("jdbc:sqlite:" + file.toAbsolutePath())) {
      stopAfter(connection, limit);
      try (var statement = connection.createStatement();
          var rows = statement.executeQuery("PRAGMA quick_check(1)")) {
        var finding = rows.next() ? rows.getString(1) : "no answer";
        if (!finding.equals("ok")) {
          throw new DamagedStoreException(file, Printable.of(finding.replaceAll("\\s+", " ")));
        }
      } finally {
        ProgressHandler.clearHandler(connection);
      }
    } catch (SQLException trouble) {
      failed(file, limit, trouble);
    }
  }

  private static void stopAfter(Connection connection, Duration limit) throws SQLException {
    long start = System.nanoTime();
    ProgressHandler.setHandler(
        connection,
        INSTRUCTIONS,
        new ProgressHandler() {
          @Override
          protected int progress() {
            return System.nanoTime() - start > limit.toNanos() ? 1 : 0;
          }
        });
  }

  private static void failed(Path file, Duration limit, SQLException trouble) throws IOException {
    if (!(trouble instanceof SQLiteException known)) {
      throw new StoreException(file + ": " + trouble.getMessage(), trouble);
    }
    if (known.getResultCode() == SQLiteErrorCode.SQLITE_INTERRUPT) {
      log.warn(
          "{} has {} MB; the check found no damage within {} s, the rest is not checked",
          file,
          Files.size(file) / 1_000_000,
          limit.toSeconds());
    } else if ((known.getResultCode().code & 0xff) == SQLiteErrorCode.SQLITE_CORRUPT.code) {
      throw new DamagedStoreException(file, Printable.message(known));
    } else {
      throw new StoreException(file + ": " + known.getMessage(), known);
    }
  }
}
