package dev.parallax.store.sql;

import dev.parallax.store.OperatorRecord;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Operator certificates. */
public final class OperatorTable {
  private final SqlDatabase database;

  public OperatorTable(SqlDatabase database) {
    this.database = database;
  }

  void add(OperatorRecord operator) {
    database.update(
        "INSERT INTO operator (serial, name, not_after, revoked) VALUES (?, ?, ?, ?)"
            + " ON CONFLICT DO NOTHING",
        operator.serial(),
        operator.name(),
        operator.notAfter().toEpochMilli(),
        operator.revoked());
  }

  public List<OperatorRecord> all() {
    return database.query(
        OperatorTable::operator, "SELECT * FROM operator ORDER BY not_after DESC, serial");
  }

  Optional<OperatorRecord> find(String serial) {
    return database
        .query(OperatorTable::operator, "SELECT * FROM operator WHERE serial = ?", serial)
        .stream()
        .findFirst();
  }

  boolean revoke(String serial) {
    return database.update("UPDATE operator SET revoked = TRUE WHERE serial = ?", serial) == 1;
  }

  private static OperatorRecord operator(ResultSet row) throws SQLException {
    return new OperatorRecord(
        row.getString("serial"),
        row.getString("name"),
        Instant.ofEpochMilli(row.getLong("not_after")),
        row.getBoolean("revoked"));
  }
}
