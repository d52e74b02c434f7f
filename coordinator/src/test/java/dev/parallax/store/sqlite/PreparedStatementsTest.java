package dev.parallax.store.sqlite;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.parallax.store.sql.BoundStatement;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sqlite.SQLiteConfig;

final class PreparedStatementsTest {
  private static final String ALL = "SELECT number FROM line ORDER BY number";
  private static final String INSERT = "INSERT INTO line (number) VALUES (?)";

  @TempDir private Path folder = Path.of("");
  private Connection connection;
  private PreparedStatements statements;

  @BeforeEach
  void open() throws SQLException {
    connection = new SQLiteConfig().createConnection("jdbc:sqlite:" + folder.resolve("lines.db"));
    statements = new PreparedStatements(connection);
    update("CREATE TABLE line (number INTEGER PRIMARY KEY)");
    update(INSERT, 1);
    update(INSERT, 2);
  }

  @AfterEach
  void close() throws SQLException {
    connection.close();
  }

  @Test
  void aTextIsPreparedOnce() throws SQLException {
    var used = new ArrayList<Object>();
    for (int i = 0; i < 3; i++) {
      used.add(statements.with(ALL, it -> it));
    }
    assertEquals(1, used.stream().distinct().count());
    assertEquals(List.of(1, 2), numbers(ALL));
  }

  @Test
  void aReaderMayRunTheTextWhoseRowsItReads() throws SQLException {
    var read = new ArrayList<Object>();
    statements.with(
        ALL,
        statement -> {
          BoundStatement.of(statement)
              .read(
                  row -> {
                    read.add(row.getInt(1));
                    read.addAll(numbers(ALL));
                  });
          return true;
        });
    assertEquals(List.of(1, 1, 2, 2, 1, 2), read);
    assertEquals(List.of(1, 2), numbers(ALL));
  }

  @Test
  void afterTheirEnd_theConnectionNamesItsOwnState() throws SQLException {
    assertEquals(List.of(1, 2), numbers(ALL));
    statements.close();
    assertEquals(0, statements.size());
    connection.close();
    var closed = assertThrows(SQLException.class, () -> numbers(ALL));
    assertEquals("database connection closed", closed.getMessage());
  }

  @Test
  void aStatementThatFailedIsPreparedAnew() throws SQLException {
    assertThrows(SQLException.class, () -> update(INSERT, 2));
    assertEquals(1, update(INSERT, 3));
    assertEquals(List.of(1, 2, 3), numbers(ALL));
  }

  @Test
  void argumentsAreNotKept() throws SQLException {
    assertEquals(List.of(7), numbers("SELECT ifnull(?, 7)", new Object[] {null}));
    assertEquals(List.of(5), numbers("SELECT ifnull(?, 7)", 5));
    assertEquals(List.of(7), numbers("SELECT ifnull(?, 7)"));
  }

  @Test
  void theTextsUsedLastAreKept() throws SQLException {
    var first = statements.with(ALL, it -> it);
    for (int i = 0; i < 2 * PreparedStatements.LIMIT; i++) {
      assertEquals(List.of(i), numbers("SELECT " + i));
      assertEquals(first, statements.with(ALL, it -> it));
    }
    assertEquals(PreparedStatements.LIMIT, statements.size());
  }

  @Test
  void aChangedTableIsReadAsItIs() throws SQLException {
    assertEquals(List.of(1, 2), numbers(ALL));
    update("DROP TABLE line");
    update("CREATE TABLE line (other TEXT, number INTEGER PRIMARY KEY)");
    assertEquals(List.of(), numbers(ALL));
  }

  private int update(String sql, Object... arguments) throws SQLException {
    return statements.with(sql, it -> BoundStatement.of(it, arguments).update());
  }

  private List<Integer> numbers(String sql, Object... arguments) throws SQLException {
    return statements.with(sql, it -> BoundStatement.of(it, arguments).query(row -> row.getInt(1)));
  }
}
