package dev.parallax.store.sql;

import dev.parallax.model.observation.Observation;
import dev.parallax.model.value.Bytes;
import dev.parallax.model.value.SweepId;
import dev.parallax.model.vantage.VantageId;
import dev.parallax.store.RoundPlan;
import dev.parallax.store.Usage;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** The plans of rounds, the stored amounts, and late observations. */
final class RoundTables {
  private static final int LATE_ROWS = 1_000;
  private static final int LATE_BYTES = 64 * 1024;

  private static final String SAVE_ROUND =
      """
      INSERT INTO round_plan (sweep, round, plan, vantages) VALUES (?, ?, ?, ?)
      ON CONFLICT (sweep, round) DO UPDATE
        SET plan = excluded.plan, vantages = excluded.vantages\
      """;
  private static final String KEEP_NEWEST =
      """
      DELETE FROM late_observation
      WHERE rowid <= (SELECT max(rowid) FROM late_observation) - ?\
      """;
  private static final String USAGE =
      """
      SELECT count(*) AS observations, coalesce(sum(length(body)), 0) AS bytes FROM observation
      WHERE sweep = ? AND vantage = ?\
      """;

  private final SqlDatabase database;

  RoundTables(SqlDatabase database) {
    this.database = database;
  }

  void save(RoundPlan round) {
    database.update(
        SAVE_ROUND,
        round.sweep().value(),
        round.round(),
        round.plan().toArray(),
        round.vantages().stream().map(VantageId::name).collect(Collectors.joining("\n")));
  }

  /** The first request of a sweep stays. */
  void save(SweepId sweep, String request) {
    database.update(
        "INSERT INTO sweep_request (sweep, request) VALUES (?, ?) ON CONFLICT DO NOTHING",
        sweep.value(),
        request);
  }

  Optional<String> request(SweepId sweep) {
    return database
        .query(
            row -> row.getString("request"),
            "SELECT request FROM sweep_request WHERE sweep = ?",
            sweep.value())
        .stream()
        .findFirst();
  }

  List<RoundPlan> of(SweepId sweep) {
    return database.query(
        row -> round(sweep, row),
        "SELECT round, plan, vantages FROM round_plan WHERE sweep = ? ORDER BY round",
        sweep.value());
  }

  void addLate(Observation late) {
    var body = Blobs.of(late);
    if (body.length > LATE_BYTES) {
      return;
    }
    database.transaction(
        () -> {
          database.update(
              "INSERT INTO late_observation (sweep, body) VALUES (?, ?)",
              late.key().sweep().value(),
              body);
          database.update(KEEP_NEWEST, LATE_ROWS);
        });
  }

  Usage usage(SweepId sweep, VantageId vantage) {
    return database
        .query(
            row -> new Usage(row.getLong("observations"), row.getLong("bytes")),
            USAGE,
            sweep.value(),
            vantage.name())
        .getFirst();
  }

  private static RoundPlan round(SweepId sweep, ResultSet row) throws SQLException {
    var vantages =
        Arrays.stream(row.getString("vantages").split("\n", -1))
            .filter(name -> !name.isEmpty())
            .map(VantageId::new)
            .collect(Collectors.toCollection(TreeSet::new));
    return new RoundPlan(sweep, row.getInt("round"), Bytes.copyOf(row.getBytes("plan")), vantages);
  }
}
