package dev.parallax.store.sql;

import dev.parallax.model.observation.Observation;
import dev.parallax.model.observation.TlsStep;
import dev.parallax.model.observation.TrialKey;
import dev.parallax.model.sweep.Sweep;
import dev.parallax.model.sweep.TargetResults;
import dev.parallax.model.value.SweepId;
import dev.parallax.model.verdict.TargetVerdicts;
import dev.parallax.store.RoundPlan;
import dev.parallax.store.StoredSweep;
import dev.parallax.store.StoredSweepSummary;
import dev.parallax.store.StoredVerdicts;
import java.net.InetAddress;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;

/** Sweeps, their observations and their verdicts. */
final class SweepTables {
  private static final String UPSERT =
      """
      INSERT INTO sweep (id, started_at, complete, header) VALUES (?, ?, ?, ?)
      ON CONFLICT (id) DO UPDATE SET started_at = excluded.started_at,
        complete = excluded.complete, header = excluded.header\
      """;
  private static final String ADD =
      """
      INSERT INTO observation
        (sweep, round, target, vantage, arm, variant, address, trial, body)
      VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT DO NOTHING\
      """;
  private static final String VERDICTS =
      """
      SELECT sweep.id AS id, started_at, body FROM sweep JOIN verdicts ON verdicts.sweep = sweep.id
      WHERE complete AND sweep.id NOT IN (SELECT sweep FROM look)
      ORDER BY started_at DESC, sweep.id DESC, position LIMIT ?\
      """;
  private static final String CHECK =
      """
      INSERT INTO central_check (observation, body)
      SELECT rowid, ? FROM observation
      WHERE sweep = ? AND round = ? AND target = ? AND vantage = ? AND arm = ? AND variant = ?
        AND address = ? AND trial = ?
      ON CONFLICT (observation) DO UPDATE SET body = excluded.body\
      """;
  private static final String OBSERVATIONS =
      """
      SELECT observation.body AS body, central_check.body AS central FROM observation
      LEFT JOIN central_check ON central_check.observation = observation.rowid
      WHERE sweep = ? ORDER BY observation.rowid\
      """;
  private static final byte[] NO_ADDRESS = {};

  private final SqlDatabase database;
  private final RoundTables rounds;
  private final GroupCommit<StoredObservation> observations =
      new GroupCommit<>(this::addInOneTransaction);

  SweepTables(SqlDatabase database, RoundTables rounds) {
    this.database = database;
    this.rounds = rounds;
  }

  void begin(Sweep header, RoundPlan round, String request) {
    database.idempotent(
        () -> {
          rounds.save(round);
          rounds.save(header.id(), request);
          insert(header, false, List.of());
        });
  }

  void seal(Sweep header, List<TargetVerdicts> verdicts, Collection<Observation> checked) {
    database.idempotent(
        () -> {
          checked.forEach(this::insertCheck);
          insert(header, true, verdicts);
        });
  }

  boolean isComplete(SweepId sweep) {
    return !ids("SELECT id FROM sweep WHERE complete AND id = ?", sweep.value()).isEmpty();
  }

  void save(Sweep sweep, boolean complete, List<TargetVerdicts> verdicts) {
    database.idempotent(() -> insert(sweep, complete, verdicts));
  }

  Set<TrialKey> add(List<Observation> added) {
    if (added.isEmpty()) {
      return Set.of();
    }
    var late = ConcurrentHashMap.<TrialKey>newKeySet();
    observations.add(
        added.stream()
            .map(seen -> new StoredObservation(seen.key(), Blobs.of(seen), late))
            .toList());
    return late;
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

  List<Observation> observations(SweepId sweep) {
    return database.query(SweepTables::observation, OBSERVATIONS, sweep.value());
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

  private void addInOneTransaction(List<StoredObservation> added) {
    database.idempotent(
        () -> {
          var complete =
              added.stream()
                  .map(observation -> observation.key.sweep())
                  .distinct()
                  .filter(this::isCompleteUntilCommit)
                  .collect(Collectors.toSet());
          var accepted = new ArrayList<Object[]>();
          for (var storedObservation : added) {
            if (complete.contains(storedObservation.key.sweep())) {
              storedObservation.late.add(storedObservation.key);
            } else {
              accepted.add(row(storedObservation));
            }
          }
          database.batch(ADD, accepted);
        });
  }

  /** A sweep that is not complete is not sealed before the end of the transaction either. */
  private boolean isCompleteUntilCommit(SweepId sweep) {
    var complete =
        database.query(
            row -> row.getBoolean("complete"),
            "SELECT complete FROM sweep WHERE id = ? " + database.shareLock(),
            sweep.value());
    return complete.contains(true);
  }

  private void insert(Sweep sweep, boolean complete, List<TargetVerdicts> verdicts) {
    var id = sweep.id().value();
    database.update(UPSERT, id, sweep.startedAt().toEpochMilli(), complete, Blobs.of(sweep));
    database.update("DELETE FROM verdicts WHERE sweep = ?", id);
    insertVerdicts(id, verdicts);
  }

  private void insertCheck(Observation checked) {
    var key = checked.key();
    checked
        .steps()
        .tls()
        .flatMap(TlsStep::central)
        .ifPresent(
            check ->
                database.update(
                    CHECK,
                    Blobs.of(check),
                    key.sweep().value(),
                    key.round(),
                    key.target(),
                    key.vantage().name(),
                    key.arm().word(),
                    key.variant(),
                    key.address().map(InetAddress::getAddress).orElse(NO_ADDRESS),
                    key.trial()));
  }

  private static Object[] row(StoredObservation added) {
    var key = added.key;
    return new Object[] {
      key.sweep().value(),
      key.round(),
      key.target(),
      key.vantage().name(),
      key.arm().word(),
      key.variant(),
      key.address().map(InetAddress::getAddress).orElse(NO_ADDRESS),
      key.trial(),
      added.body
    };
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
        header.retained ? sweep.withObservations(observations(id)) : sweep.withoutObservations(),
        header.complete,
        verdicts.stream().map(Blobs::verdicts).toList());
  }

  private List<byte[]> blobs(String sql, SweepId id) {
    return database.query(row -> row.getBytes(1), sql, id.value());
  }

  private List<SweepId> ids(String sql, Object... arguments) {
    return database.query(row -> new SweepId(row.getString(1)), sql, arguments);
  }

  private static Observation observation(ResultSet row) throws SQLException {
    var seen = Blobs.observation(row.getBytes("body"));
    var central = row.getBytes("central");
    return central == null
        ? seen
        : seen.steps()
            .tls()
            .map(tls -> seen.with(seen.steps().with(tls.with(Blobs.centralCheck(central)))))
            .orElse(seen);
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

  @SuppressWarnings("ArrayRecordComponent") // never compared, lives for one call
  private record StoredObservation(TrialKey key, byte[] body, Set<TrialKey> late) {}
}
