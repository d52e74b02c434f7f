package dev.parallax.store.sql;

import dev.parallax.model.observation.Observation;
import dev.parallax.model.sweep.Sweep;
import dev.parallax.model.sweep.TargetResults;
import dev.parallax.model.value.SweepId;
import dev.parallax.model.verdict.TargetVerdicts;
import dev.parallax.store.RoundPlan;
import dev.parallax.store.StoredSweep;
import dev.parallax.store.StoredSweepSummary;
import dev.parallax.store.StoredVerdicts;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/** Sweeps and their verdicts. */
final class SweepTables {
  private static final String UPSERT =
      """
      INSERT INTO sweep (id, started_at, complete, header) VALUES (?, ?, ?, ?)
      ON CONFLICT (id) DO UPDATE SET started_at = excluded.started_at,
        complete = excluded.complete, header = excluded.header\
      """;
  private static final String VERDICTS =
      """
      SELECT sweep.id AS id, started_at, body FROM sweep JOIN verdicts ON verdicts.sweep = sweep.id
      WHERE complete AND sweep.id NOT IN (SELECT sweep FROM look)
      ORDER BY started_at DESC, sweep.id DESC, position LIMIT ?\
      """;
  private final SqlDatabase database;
  private final RoundTables rounds;
  private final ObservationTable observations;
  private final SweepSharing sharing;

  SweepTables(
      SqlDatabase database,
      RoundTables rounds,
      ObservationTable observations,
      SweepSharing sharing) {
    this.database = database;
    this.rounds = rounds;
    this.observations = observations;
    this.sharing = sharing;
  }

  void begin(Sweep header, RoundPlan round, String request) {
    database.idempotent(
        () -> {
          rounds.save(round);
          rounds.save(header.id(), request);
          insert(header, false, List.of());
          sharing.begun(header.id());
        });
  }

  void seal(Sweep header, List<TargetVerdicts> verdicts, Collection<Observation> checked) {
    database.idempotent(
        () -> {
          checked.forEach(observations::insertCheck);
          insert(header, true, verdicts);
          sharing.sealed(header.id());
        });
  }

  boolean isComplete(SweepId sweep) {
    return !ids("SELECT id FROM sweep WHERE complete AND id = ?", sweep.value()).isEmpty();
  }

  void save(Sweep sweep, boolean complete, List<TargetVerdicts> verdicts) {
    database.idempotent(() -> insert(sweep, complete, verdicts));
  }

  Optional<StoredSweep> sweep(SweepId id) {
    return database
        .query(
            SweepTables::header,
            "SELECT header, complete, retention FROM sweep WHERE id = ?",
            id.value())
        .stream()
        .findFirst()
        .map(header -> fill(id, header));
  }

  Optional<SweepId> lastSweep() {
    return ids(
            "SELECT id FROM sweep WHERE id NOT IN (SELECT sweep FROM look)"
                + " ORDER BY started_at DESC, id DESC LIMIT 1")
        .stream()
        .findFirst();
  }

  List<StoredSweepSummary> sweeps(int limit) {
    return database.query(
        SweepTables::summary,
        "SELECT id, started_at, header, complete, retention FROM sweep"
            + " WHERE id NOT IN (SELECT sweep FROM look)"
            + " ORDER BY started_at DESC, id DESC LIMIT ?",
        limit);
  }

  List<StoredVerdicts> verdicts(int limit) {
    return database.query(SweepTables::past, VERDICTS, limit).stream()
        .flatMap(Optional::stream)
        .toList();
  }

  List<SweepId> incomplete() {
    return ids(
        "SELECT id FROM sweep WHERE NOT complete AND id NOT IN (SELECT sweep FROM look)"
            + " ORDER BY started_at, id");
  }

  private void insert(Sweep sweep, boolean complete, List<TargetVerdicts> verdicts) {
    var id = sweep.id().value();
    database.update(UPSERT, id, sweep.startedAt().toEpochMilli(), complete, Blobs.of(sweep));
    database.update("DELETE FROM verdicts WHERE sweep = ?", id);
    insertVerdicts(id, verdicts);
  }

  private void insertVerdicts(String sweep, List<TargetVerdicts> verdicts) {
    for (int position = 0; position < verdicts.size(); position++) {
      database.update(
          "INSERT INTO verdicts (sweep, position, body) VALUES (?, ?, ?)",
          sweep,
          position,
          Blobs.of(verdicts.get(position)));
    }
  }

  private StoredSweep fill(SweepId id, Header header) {
    var verdicts = blobs("SELECT body FROM verdicts WHERE sweep = ? ORDER BY position", id);
    var sweep = Blobs.sweep(header.body);
    return new StoredSweep(
        header.retained ? sweep.withObservations(observations.of(id)) : sweep.withoutObservations(),
        header.complete,
        verdicts.stream().map(Blobs::verdicts).toList());
  }

  private List<byte[]> blobs(String sql, SweepId id) {
    return database.query(row -> row.getBytes(1), sql, id.value());
  }

  private List<SweepId> ids(String sql, Object... arguments) {
    return database.query(row -> new SweepId(row.getString(1)), sql, arguments);
  }

  /** Empty for a record that cannot be read. */
  static Optional<StoredVerdicts> past(ResultSet row) throws SQLException {
    var id = row.getString("id");
    var startedAt = Instant.ofEpochMilli(row.getLong("started_at"));
    var body = row.getBytes("body");
    return ReadableRecord.of(
        () -> new StoredVerdicts(new SweepId(id), startedAt, Blobs.verdicts(body)));
  }

  private static Header header(ResultSet row) throws SQLException {
    return new Header(
        row.getBytes("header"), row.getBoolean("complete"), row.getInt("retention") == 0);
  }

  private static StoredSweepSummary summary(ResultSet row) throws SQLException {
    var header = header(row);
    var id = new SweepId(row.getString("id"));
    var startedAt = Instant.ofEpochMilli(row.getLong("started_at"));
    return ReadableRecord.of(() -> summary(header))
        .orElseGet(() -> StoredSweepSummary.damaged(id, startedAt, header.complete));
  }

  private static StoredSweepSummary summary(Header header) {
    var sweep = Blobs.sweep(header.body);
    return new StoredSweepSummary(
        sweep.id(),
        sweep.startedAt(),
        sweep.targets().stream().map(TargetResults::target).toList(),
        header.complete);
  }

  @SuppressWarnings("ArrayRecordComponent") // never compared, lives for one call
  private record Header(byte[] body, boolean complete, boolean retained) {}
}
