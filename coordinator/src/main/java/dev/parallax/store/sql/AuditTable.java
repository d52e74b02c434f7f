package dev.parallax.store.sql;

import dev.parallax.store.AuditLine;
import java.time.Instant;
import java.util.List;

/** The log of administrative actions. */
final class AuditTable {
  private final SqlDatabase database;

  AuditTable(SqlDatabase database) {
    this.database = database;
  }

  int add(Instant at, String who, String what) {
    return database.update(
        "INSERT INTO audit (at, who, what) VALUES (?, ?, ?)", at.toEpochMilli(), who, what);
  }

  List<AuditLine> last(int limit) {
    return database.query(
        row ->
            new AuditLine(
                Instant.ofEpochMilli(row.getLong("at")),
                row.getString("who"),
                row.getString("what")),
        "SELECT at, who, what FROM audit ORDER BY rowid DESC LIMIT ?",
        limit);
  }
}
