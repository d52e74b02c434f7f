package dev.parallax.store.sqlite;

import com.google.errorprone.annotations.CanIgnoreReturnValue;
import dev.parallax.store.StoreException;
import dev.parallax.store.StoreFullException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import org.sqlite.SQLiteConfig;
import org.sqlite.SQLiteErrorCode;
import org.sqlite.SQLiteException;

/** One SQLite file with one connection, used by one caller at a time. */
final class Database implements AutoCloseable {
  private static final int RESERVE_PAGES = 256;

  /** SQLite's own limit. */
  static final long MOST_PAGES = 4_294_967_294L;

  private final Path file;
  private final Connection connection;
  private final ReentrantLock lock = new ReentrantLock();

  private final WriteOutcome writes = new WriteOutcome();

  /**
   * The running write may use reserved pages: its success does not show that other writes have
   * space.
   */
  private volatile boolean reserve;

  private Database(Path file, Connection connection) {
    this.file = file;
    this.connection = connection;
  }

  /** Opens or creates the file; nothing is written yet. */
  static Database open(Path file) {
    try {
      return new Database(
          file, new SQLiteConfig().createConnection("jdbc:sqlite:" + file.toAbsolutePath()));
    } catch (SQLException trouble) {
      throw translate(file, trouble);
    }
  }

  /** Opens an existing file for reading only. */
  static Database openForReading(Path file) {
    try {
      var readOnly = new SQLiteConfig();
      readOnly.setReadOnly(true);
      return new Database(file, readOnly.createConnection("jdbc:sqlite:" + file.toAbsolutePath()));
    } catch (SQLException trouble) {
      throw translate(file, trouble);
    }
  }

  Path file() {
    return file;
  }

  /** Runs one statement without rows; returns the number of changed rows. */
  @CanIgnoreReturnValue
  int update(String sql, Object... arguments) {
    int changed =
        locked(
            () -> {
              try (var statement = bind(sql, arguments)) {
                return statement.executeUpdate();
              } catch (SQLException trouble) {
                writes.failed(trouble);
                throw trouble;
              }
            });
    if (!reserve) {
      writes.done(sql);
    }
    return changed;
  }

  /** The reason why the last write failed; empty after a later success. */
  Optional<String> writeTrouble() {
    return writes.trouble();
  }

  <T> List<T> query(Row<T> row, String sql, Object... arguments) {
    return locked(
        () -> {
          try (var statement = bind(sql, arguments);
              var rows = statement.executeQuery()) {
            return readAll(rows, row);
          }
        });
  }

  /** Passes each row to {@code reader}; only one row at a time is in memory. */
  void read(RowReader reader, String sql, Object... arguments) {
    var _ =
        locked(
            () -> {
              try (var statement = bind(sql, arguments);
                  var rows = statement.executeQuery()) {
                while (rows.next()) {
                  reader.read(rows);
                }
                return true;
              }
            });
  }

  /** The value of a pragma, or the result of setting it; empty without a result. */
  @CanIgnoreReturnValue
  String pragma(String text) {
    return locked(
        () -> {
          try (var statement = connection.createStatement()) {
            return statement.execute("PRAGMA " + text) ? statement.getResultSet().getString(1) : "";
          }
        });
  }

  /** Runs a statement whose rows have no columns; each of its steps does a part of the work. */
  void runToEnd(String sql) {
    var _ =
        locked(
            () -> {
              try (var statement = connection.createStatement()) {
                return statement.executeUpdate(sql);
              }
            });
  }

  /** Runs {@code work} with more pages to grow into than all other work has. */
  <T> T withReserve(Supplier<T> work) {
    lock.lock();
    try {
      var limit = Long.parseLong(pragma("max_page_count"));
      pragma("max_page_count = " + Math.min(limit + RESERVE_PAGES, MOST_PAGES));
      reserve = true;
      try {
        return work.get();
      } finally {
        reserve = false;
        pragma("max_page_count = " + limit);
      }
    } finally {
      lock.unlock();
    }
  }

  /** Commits all updates of {@code work} or none. */
  void transaction(Runnable work) {
    lock.lock();
    try {
      update("BEGIN IMMEDIATE");
      try {
        work.run();
        update("COMMIT");
      } catch (RuntimeException | Error failed) {
        rollBack(failed);
        throw failed;
      }
    } finally {
      lock.unlock();
    }
  }

  @Override
  public void close() {
    lock.lock();
    try {
      connection.close();
    } catch (SQLException trouble) {
      throw translate(file, trouble);
    } finally {
      lock.unlock();
    }
  }

  // SQLite has already rolled back after some errors, for example on a full disk.
  private void rollBack(Throwable failed) {
    try {
      update("ROLLBACK");
    } catch (StoreException alreadyRolledBack) {
      failed.addSuppressed(alreadyRolledBack);
    }
  }

  private <T> T locked(Work<T> work) {
    lock.lock();
    try {
      return work.run();
    } catch (SQLException trouble) {
      throw translate(file, trouble);
    } finally {
      lock.unlock();
    }
  }

  private PreparedStatement bind(String sql, Object... arguments) throws SQLException {
    var statement = connection.prepareStatement(sql);
    for (int i = 0; i < arguments.length; i++) {
      set(statement, i + 1, arguments[i]);
    }
    return statement;
  }

  private static void set(PreparedStatement statement, int index, Object argument)
      throws SQLException {
    if (argument instanceof Optional<?> optional) {
      if (optional.isEmpty()) {
        statement.setNull(index, Types.NULL);
      } else {
        statement.setObject(index, optional.get());
      }
    } else {
      statement.setObject(index, argument);
    }
  }

  private static <T> List<T> readAll(ResultSet rows, Row<T> row) throws SQLException {
    var read = new ArrayList<T>();
    while (rows.next()) {
      read.add(row.read(rows));
    }
    return List.copyOf(read);
  }

  private static StoreException translate(Path file, SQLException trouble) {
    return isFull(trouble)
        ? new StoreFullException(file, trouble)
        : new StoreException(file + ": " + trouble.getMessage(), trouble);
  }

  private static boolean isFull(SQLException trouble) {
    return trouble instanceof SQLiteException known
        && (known.getResultCode() == SQLiteErrorCode.SQLITE_FULL
            || known.getResultCode() == SQLiteErrorCode.SQLITE_IOERR_SHMSIZE);
  }

  /** Converts one row to a value. */
  interface Row<T> {
    T read(ResultSet row) throws SQLException;
  }

  /** Takes one row. */
  interface RowReader {
    void read(ResultSet row) throws SQLException;
  }

  private interface Work<T> {
    T run() throws SQLException;
  }
}
