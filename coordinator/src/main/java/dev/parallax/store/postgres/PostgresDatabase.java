package dev.parallax.store.postgres;

import com.google.errorprone.annotations.CanIgnoreReturnValue;
import com.zaxxer.hikari.HikariDataSource;
import dev.parallax.store.failure.StoreException;
import dev.parallax.store.sql.BoundStatement;
import dev.parallax.store.sql.SqlDatabase;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;

/** A database of PostgreSQL, accessed through a pool of connections. */
final class PostgresDatabase implements SqlDatabase, AutoCloseable {
  /**
   * How often a transaction runs that another transaction or the end of its connection has rolled
   * back. A new connection waits for a server that starts.
   */
  private static final int ATTEMPTS = 5;

  private final HikariDataSource pool;
  private final PostgresErrors errors;
  private final List<DatabaseLease> leases;
  private final ScopedValue<Connection> transaction = ScopedValue.newInstance();
  private volatile Optional<String> trouble = Optional.empty();

  /** Without a lease: reads, and writes of the lease itself. */
  PostgresDatabase(HikariDataSource pool, PostgresErrors errors) {
    this(pool, errors, List.of());
  }

  private PostgresDatabase(
      HikariDataSource pool, PostgresErrors errors, List<DatabaseLease> leases) {
    this.pool = pool;
    this.errors = errors;
    this.leases = List.copyOf(leases);
  }

  /** The same database, where every write is refused when another holder has one of the leases. */
  PostgresDatabase fencedBy(List<DatabaseLease> held) {
    return new PostgresDatabase(pool, errors, held);
  }

  @Override
  @CanIgnoreReturnValue
  public int update(String sql, Object... arguments) {
    if (!leases.isEmpty() && !transaction.isBound()) {
      var changed = new AtomicInteger();
      transaction(() -> changed.set(update(sql, arguments)));
      return changed.get();
    }
    return write(
        connection -> {
          try (var statement = BoundStatement.of(connection, sql, storable(arguments))) {
            return statement.update();
          }
        });
  }

  @Override
  public void batch(String sql, List<Object[]> rows) {
    var storable = rows.stream().map(PostgresDatabase::storable).toList();
    write(
        connection -> {
          BoundStatement.runBatch(connection, sql, storable);
          return rows.size();
        });
  }

  @Override
  public <T> List<T> query(RowReader<T> row, String sql, Object... arguments) {
    for (int attempt = 1; ; attempt++) {
      try {
        return run(
            connection -> {
              try (var statement = BoundStatement.of(connection, sql, storable(arguments))) {
                return statement.query(row);
              }
            });
      } catch (SQLException failed) {
        if (attempt == ATTEMPTS || transaction.isBound() || !PostgresErrors.isPassing(failed)) {
          throw errors.translate(failed);
        }
      }
    }
  }

  @Override
  public void transaction(Runnable work) {
    repeat(work, false);
  }

  @Override
  public void idempotent(Runnable work) {
    repeat(work, true);
  }

  private void repeat(Runnable work, boolean idempotent) {
    int attempt = 1;
    while (!committed(work, attempt < ATTEMPTS, idempotent)) {
      attempt++;
    }
  }

  @Override
  public String shareLock() {
    return "FOR SHARE";
  }

  /** Of all tables of the database; autovacuum reuses the space of deleted rows. */
  @Override
  public long usedBytes() {
    return query(row -> row.getLong(1), "SELECT pg_database_size(current_database())").getFirst();
  }

  @Override
  public Optional<String> writeTrouble() {
    return trouble;
  }

  @Override
  public void close() {
    pool.close();
  }

  /** False when the transaction may run again. */
  private boolean committed(Runnable work, boolean again, boolean idempotent) {
    try {
      commit(work);
      trouble = Optional.empty();
      return true;
    } catch (SQLException unknown) { // the server may have committed
      noteTrouble(unknown);
      if (again && idempotent && PostgresErrors.mayRunAgain(unknown)) {
        return false;
      }
      throw errors.translate(unknown);
    } catch (StoreException rolledBack) {
      if (again
          && rolledBack.getCause() instanceof SQLException cause
          && PostgresErrors.mayRunAgain(cause)) {
        return false;
      }
      throw rolledBack;
    }
  }

  private void commit(Runnable work) throws SQLException {
    try (var connection = pool.getConnection()) {
      try {
        connection.setAutoCommit(false);
        for (var lease : leases) {
          lease.fence(connection);
        }
        ScopedValue.where(transaction, connection).run(work);
      } catch (SQLException failed) {
        rollBack(connection, failed);
        noteTrouble(failed);
        throw errors.translate(failed);
      } catch (RuntimeException | Error failed) {
        rollBack(connection, failed);
        throw failed;
      }
      connection.commit();
    }
  }

  private static void rollBack(Connection connection, Throwable failed) {
    try {
      connection.rollback();
    } catch (SQLException disconnected) { // the server rolls back
      failed.addSuppressed(disconnected);
    }
  }

  @CanIgnoreReturnValue
  private int write(Work<Integer> work) {
    try {
      int changed = run(work);
      if (!transaction.isBound()) {
        trouble = Optional.empty();
      }
      return changed;
    } catch (SQLException failed) {
      noteTrouble(failed);
      throw errors.translate(failed);
    }
  }

  private <T> T run(Work<T> work) throws SQLException {
    if (transaction.isBound()) {
      return work.on(transaction.get());
    }
    try (var connection = pool.getConnection()) {
      return work.on(connection);
    }
  }

  private void noteTrouble(SQLException failed) {
    if (PostgresErrors.isOfTheDatabase(failed)) {
      trouble = Optional.of(String.valueOf(failed.getMessage()));
    }
  }

  /** PostgreSQL stores no NUL in a text. */
  private static Object[] storable(Object[] arguments) {
    return Arrays.stream(arguments)
        .map(argument -> argument instanceof String text ? text.replace('\0', '\ufffd') : argument)
        .toArray();
  }

  private interface Work<T> {
    T on(Connection connection) throws SQLException;
  }
}
