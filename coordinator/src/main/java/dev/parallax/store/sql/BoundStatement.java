package dev.parallax.store.sql;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** A prepared statement with its arguments. */
public final class BoundStatement implements AutoCloseable {
  private final PreparedStatement statement;

  private BoundStatement(PreparedStatement statement) {
    this.statement = statement;
  }

  public static BoundStatement of(Connection connection, String sql, Object... arguments)
      throws SQLException {
    var statement = connection.prepareStatement(sql);
    try {
      bind(statement, arguments);
      return new BoundStatement(statement);
    } catch (SQLException | RuntimeException refused) {
      statement.close();
      throw refused;
    }
  }

  /** A statement that the caller has prepared and keeps open. */
  public static BoundStatement of(PreparedStatement statement, Object... arguments)
      throws SQLException {
    bind(statement, arguments);
    return new BoundStatement(statement);
  }

  /** Runs a statement once for each row of arguments, each as a call of its own. */
  public static void runEach(PreparedStatement statement, List<Object[]> rows) throws SQLException {
    for (var row : rows) {
      bind(statement, row);
      statement.executeUpdate();
    }
  }

  /** Runs a statement once for each row of arguments, in one call of the driver. */
  public static void runBatch(Connection connection, String sql, List<Object[]> rows)
      throws SQLException {
    try (var statement = connection.prepareStatement(sql)) {
      for (var row : rows) {
        bind(statement, row);
        statement.addBatch();
      }
      statement.executeBatch();
    }
  }

  /** The number of changed rows. */
  public int update() throws SQLException {
    return statement.executeUpdate();
  }

  public <T> List<T> query(SqlDatabase.RowReader<T> row) throws SQLException {
    try (var rows = statement.executeQuery()) {
      var read = new ArrayList<T>();
      while (rows.next()) {
        read.add(row.read(rows));
      }
      return List.copyOf(read);
    }
  }

  /** Passes each row to {@code reader}; only one row at a time is in memory. */
  public void read(RowReader reader) throws SQLException {
    try (var rows = statement.executeQuery()) {
      while (rows.next()) {
        reader.read(rows);
      }
    }
  }

  @Override
  public void close() throws SQLException {
    statement.close();
  }

  private static void bind(PreparedStatement statement, Object... arguments) throws SQLException {
    for (int i = 0; i < arguments.length; i++) {
      bind(statement, i + 1, arguments[i]);
    }
  }

  private static void bind(PreparedStatement statement, int index, Object argument)
      throws SQLException {
    if (argument instanceof Optional<?> optional) {
      if (optional.isEmpty()) {
        statement.setNull(index, Types.NULL);
      } else {
        bind(statement, index, optional.get());
      }
    } else {
      statement.setObject(index, argument);
    }
  }

  /** Takes one row. */
  @FunctionalInterface
  public interface RowReader {
    void read(ResultSet row) throws SQLException;
  }
}
