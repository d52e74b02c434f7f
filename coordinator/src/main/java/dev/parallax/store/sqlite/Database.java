package dev.parallax.store.sqlite;

import com.google.errorprone.annotations.CanIgnoreReturnValue;
import dev.parallax.store.failure.StoreException;
import dev.parallax.store.failure.StoreFullException;
import dev.parallax.store.sql.BoundStatement;
import dev.parallax.store.sql.SqlDatabase;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import org.sqlite.SQLiteConfig;
import org.sqlite.SQLiteErrorCode;
import org.sqlite.SQLiteException;

/** One SQLite file with one connection, used by one caller at a time. */
final class Database implements SqlDatabase, AutoCloseable {
  private static final int RESERVE_PAGES = 256;

  /** SQLite's own limit. */
  static final long MOST_PAGES = 4_294_967_294L;

  private final Path file;
  private final Connection connection;
  private final PreparedStatements statements;
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
    this.statements = new PreparedStatements(connection);
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

  @Override
  @CanIgnoreReturnValue
  public int update(String sql, Object... arguments) {
    int changed =
        locked(
            () -> {
              try {
                return statements.with(sql, it -> BoundStatement.of(it, arguments).update());
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

  /** Singly: in a batch the driver replaces the result code of SQLite with a text. */
  @Override
  public void batch(String sql, List<Object[]> rows) {
    locked(
        () -> {
          try {
            return statements.with(
                sql,
                statement -> {
                  BoundStatement.runEach(statement, rows);
                  return rows.size();
                });
          } catch (SQLException trouble) {
            writes.failed(trouble);
            throw trouble;
          }
        });
  }

  @Override
  public Optional<String> writeTrouble() {
    return writes.trouble();
  }

  @Override
  public <T> List<T> query(RowReader<T> row, String sql, Object... arguments) {
    return locked(() -> statements.with(sql, it -> BoundStatement.of(it, arguments).query(row)));
  }

  /** One connection, used by one caller at a time, needs no lock of a row. */
  @Override
  public String shareLock() {
    return "";
  }

  /** Passes each row to {@code reader}; only one row at a time is in memory. */
  void read(BoundStatement.RowReader reader, String sql, Object... arguments) {
    var _ =
        locked(
            () ->
                statements.with(
                    sql,
                    statement -> {
                      BoundStatement.of(statement, arguments).read(reader);
                      return true;
                    }));
  }

  @Override
  public void shrink(int pages) {
    runToEnd("PRAGMA incremental_vacuum(" + pages + ")");
  }

  @Override
  public long usedBytes() {
    return (number("page_count") - number("freelist_count")) * number("page_size");
  }

  private long number(String pragma) {
    return Long.parseLong(pragma(pragma));
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
  private void runToEnd(String sql) {
    var _ =
        locked(
            () -> {
              try (var statement = connection.createStatement()) {
                return statement.executeUpdate(sql);
              }
            });
  }

  @Override
  public <T> T withReserve(Supplier<T> work) {
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

  @Override
  public void transaction(Runnable work) {
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
      statements.close();
      connection.close();
    } catch (SQLException trouble) {
      throw translate(file, trouble);
    } finally {
      lock.unlock();
    }
  }

  // SQLite has already rolled back after errors of certain kinds, for example on a full disk.
  private void rollBack(Throwable failed) {
    try {
      update("ROLLBACK");
    } catch (StoreException alreadyRolledBack) {
      failed.addSuppressed(alreadyRolledBack);
    }
  }

  @CanIgnoreReturnValue
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

  private interface Work<T> {
    T run() throws SQLException;
  }
}
