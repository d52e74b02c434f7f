package dev.parallax.store.sql;

import dev.parallax.store.RetentionStore;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * Deletes old rows. {@code sweep.retention} is 0 for a sweep with its observations, 1 while they
 * are being deleted, 2 after that.
 */
final class RetentionTables implements RetentionStore {
  private static final String OLDEST_WITH_OBSERVATIONS =
      """
      SELECT id FROM sweep WHERE retention < 2 AND complete AND started_at < ?
      ORDER BY started_at, id LIMIT 1\
      """;
  private static final String OLDEST =
      "SELECT id FROM sweep WHERE started_at < ? ORDER BY started_at, id LIMIT 1";

  /** Both statements select the same rows, in the order of the key. */
  private static final String ROWS =
      """
      (SELECT rowid FROM observation WHERE sweep = ?
       ORDER BY round, target, vantage, arm, variant, address, trial LIMIT ?)\
      """;

  private static final List<String> PLANS =
      List.of(
          "DELETE FROM round_plan WHERE sweep = ?", "DELETE FROM sweep_request WHERE sweep = ?");
  private static final List<String> REST =
      List.of(
          "DELETE FROM verdicts WHERE sweep = ?",
          "DELETE FROM late_observation WHERE sweep = ?",
          "DELETE FROM look WHERE sweep = ?",
          "DELETE FROM sweep WHERE id = ?");

  private final SqlDatabase database;

  RetentionTables(SqlDatabase database) {
    this.database = database;
  }

  @Override
  public boolean deleteObservations(Instant before, int rows) {
    var sweep = first(OLDEST_WITH_OBSERVATIONS, before);
    sweep.ifPresent(id -> inOneTransaction(() -> deleteRows(id, rows)));
    return sweep.isPresent();
  }

  @Override
  public boolean deleteSweeps(Instant before, int rows) {
    var sweep = first(OLDEST, before);
    sweep.ifPresent(
        id ->
            inOneTransaction(
                () -> {
                  if (deleteRows(id, rows)) {
                    REST.forEach(sql -> database.update(sql, id));
                  }
                }));
    return sweep.isPresent();
  }

  @Override
  public void shrink(int pages) {
    database.shrink(pages);
  }

  @Override
  public long usedBytes() {
    return database.usedBytes();
  }

  @Override
  public Optional<Instant> newestSweep() {
    return database
        .query(
            row -> Instant.ofEpochMilli(row.getLong(1)),
            "SELECT started_at FROM sweep ORDER BY started_at DESC LIMIT 1")
        .stream()
        .findFirst();
  }

  /** Returns whether the sweep has no observation any more. */
  private boolean deleteRows(String sweep, int rows) {
    database.update("DELETE FROM central_check WHERE observation IN " + ROWS, sweep, rows);
    int deleted = database.update("DELETE FROM observation WHERE rowid IN " + ROWS, sweep, rows);
    boolean last = deleted < rows;
    if (last) {
      PLANS.forEach(sql -> database.update(sql, sweep));
    }
    database.update("UPDATE sweep SET retention = ? WHERE id = ?", last ? 2 : 1, sweep);
    return last;
  }

  /** Deleting needs pages for a moment, also where the file has reached its limit. */
  private void inOneTransaction(Runnable work) {
    database.withReserve(
        () -> {
          database.transaction(work);
          return true;
        });
  }

  private Optional<String> first(String sql, Instant before) {
    long until = before.equals(Instant.MAX) ? Long.MAX_VALUE : before.toEpochMilli();
    return database.query(row -> row.getString(1), sql, until).stream().findFirst();
  }
}
