package dev.parallax.store.sql;

import dev.parallax.model.value.SweepId;
import dev.parallax.store.StoredVerdicts;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The verdicts of complete sweeps on one target, in reverse order of time. */
final class HistoryTable {
  private static final String PAGE =
      """
      SELECT sweep.id AS id, started_at, body FROM sweep JOIN verdicts ON verdicts.sweep = sweep.id
      WHERE complete AND started_at < ? ORDER BY started_at DESC, sweep.id DESC, position
      LIMIT ? OFFSET ?\
      """;
  private static final int PAGE_SIZE = 200;

  /** The target is inside its blob, so other rows must be read too; their number is bounded. */
  private static final int READ_AT_MOST = 5_000;

  private final SqlDatabase database;

  HistoryTable(SqlDatabase database) {
    this.database = database;
  }

  Optional<Instant> startOf(SweepId id) {
    return database
        .query(
            row -> Instant.ofEpochMilli(row.getLong(1)),
            "SELECT started_at FROM sweep WHERE id = ?",
            id.value())
        .stream()
        .findFirst();
  }

  List<StoredVerdicts> verdictsOn(String target, Instant before, int limit) {
    var found = new ArrayList<StoredVerdicts>();
    for (int read = 0; read < READ_AT_MOST && found.size() < limit; read += PAGE_SIZE) {
      var page = database.query(SweepTables::past, PAGE, before.toEpochMilli(), PAGE_SIZE, read);
      page.stream()
          .flatMap(Optional::stream)
          .filter(past -> past.verdicts().target().name().equals(target))
          .limit(limit - found.size())
          .forEach(found::add);
      if (page.size() < PAGE_SIZE) {
        break;
      }
    }
    return List.copyOf(found);
  }
}
