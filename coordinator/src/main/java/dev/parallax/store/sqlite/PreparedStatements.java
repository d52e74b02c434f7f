package dev.parallax.store.sqlite;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The prepared statements of a connection, at most 64, the most recently used. A statement in use
 * is not among them: the reader of its rows may run the same text. Not thread-safe.
 */
final class PreparedStatements {
  static final int LIMIT = 64;

  private final Connection connection;

  /** By their text, the one used last at the end. */
  private final Map<String, PreparedStatement> idle = new LinkedHashMap<>();

  PreparedStatements(Connection connection) {
    this.connection = connection;
  }

  /** Runs {@code work} with the statement of a text; a statement that failed is not kept. */
  <T> T with(String sql, Work<T> work) throws SQLException {
    var statement = take(sql);
    try {
      var result = work.run(statement);
      keep(sql, statement);
      return result;
    } catch (SQLException | RuntimeException | Error failed) {
      statement.close();
      throw failed;
    }
  }

  private PreparedStatement take(String sql) throws SQLException {
    var known = idle.remove(sql);
    return known == null ? connection.prepareStatement(sql) : known;
  }

  private void keep(String sql, PreparedStatement statement) throws SQLException {
    statement.clearParameters();
    close(idle.put(sql, statement));
    if (idle.size() > LIMIT) {
      close(idle.remove(idle.keySet().iterator().next()));
    }
  }

  /** Closes them; a later statement is prepared by the connection, which names its own state. */
  void close() throws SQLException {
    for (var statement : idle.values()) {
      statement.close();
    }
    idle.clear();
  }

  private static void close(@Nullable PreparedStatement statement) throws SQLException {
    if (statement != null) {
      statement.close();
    }
  }

  /** The statements that are kept. */
  int size() {
    return idle.size();
  }

  /** Binds and runs a statement, and reads its rows to the end. */
  @FunctionalInterface
  interface Work<T> {
    T run(PreparedStatement statement) throws SQLException;
  }
}
