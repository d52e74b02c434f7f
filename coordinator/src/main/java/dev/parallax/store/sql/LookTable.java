package dev.parallax.store.sql;

import dev.parallax.model.value.SweepId;
import java.util.List;

/** Looks: sweeps of watches, of which each target keeps the last one that was worth keeping. */
final class LookTable {
  private static final List<String> DELETE =
      List.of(
          "DELETE FROM central_check WHERE observation IN"
              + " (SELECT rowid FROM observation WHERE sweep = ?)",
          "DELETE FROM observation WHERE sweep = ?",
          "DELETE FROM verdicts WHERE sweep = ?",
          "DELETE FROM round_plan WHERE sweep = ?",
          "DELETE FROM sweep_request WHERE sweep = ?",
          "DELETE FROM sweep WHERE id = ?",
          "DELETE FROM look WHERE sweep = ?");
  private final SqlDatabase database;

  LookTable(SqlDatabase database) {
    this.database = database;
  }

  void begin(SweepId look, String target) {
    database.update(
        "INSERT INTO look (sweep, target, kept) VALUES (?, ?, FALSE) ON CONFLICT (sweep) DO UPDATE"
            + " SET target = excluded.target, kept = FALSE",
        look.value(),
        target);
  }

  void drop(SweepId look) {
    database.transaction(() -> delete(look.value()));
  }

  void keep(SweepId look) {
    database.transaction(
        () -> {
          looks(
                  "SELECT sweep FROM look WHERE kept AND sweep <> ?"
                      + " AND target = (SELECT target FROM look WHERE sweep = ?)",
                  look.value(),
                  look.value())
              .forEach(this::delete);
          database.update("UPDATE look SET kept = TRUE WHERE sweep = ?", look.value());
        });
  }

  void dropInterrupted() {
    looks("SELECT sweep FROM look WHERE NOT kept")
        .forEach(look -> database.transaction(() -> delete(look)));
  }

  private void delete(String look) {
    DELETE.forEach(sql -> database.update(sql, look));
  }

  private List<String> looks(String sql, Object... arguments) {
    return database.query(row -> row.getString(1), sql, arguments);
  }
}
