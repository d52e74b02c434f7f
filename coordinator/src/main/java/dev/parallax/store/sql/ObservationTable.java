package dev.parallax.store.sql;

import dev.parallax.model.observation.Observation;
import dev.parallax.model.observation.TlsStep;
import dev.parallax.model.observation.TrialKey;
import dev.parallax.model.value.SweepId;
import java.net.InetAddress;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;

/** The observations of sweeps, and the central checks of their chains. */
final class ObservationTable {
  private static final String ADD =
      """
      INSERT INTO observation
        (sweep, round, target, vantage, arm, variant, address, trial, body)
      VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT DO NOTHING\
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

  private static final String ROWS =
      "SELECT body, NULL AS central FROM observation WHERE sweep = ? AND rowid BETWEEN ? AND ?"
          + " ORDER BY rowid";

  private final SqlDatabase database;
  private final SweepSharing sharing;
  private final GroupCommit<StoredObservation> commits =
      new GroupCommit<>(this::addInOneTransaction);

  ObservationTable(SqlDatabase database, SweepSharing sharing) {
    this.database = database;
    this.sharing = sharing;
  }

  Set<TrialKey> add(List<Observation> added) {
    if (added.isEmpty()) {
      return Set.of();
    }
    var late = ConcurrentHashMap.<TrialKey>newKeySet();
    commits.add(
        added.stream()
            .map(seen -> new StoredObservation(seen.key(), Blobs.of(seen), late))
            .toList());
    return late;
  }

  List<Observation> of(SweepId sweep) {
    return database.query(ObservationTable::observation, OBSERVATIONS, sweep.value());
  }

  /** Without their central checks. */
  List<Observation> of(SweepId sweep, long firstRow, long lastRow) {
    return database.query(ObservationTable::observation, ROWS, sweep.value(), firstRow, lastRow);
  }

  void insertCheck(Observation checked) {
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
          if (!accepted.isEmpty()) {
            long firstRow = sharing.adding();
            database.batch(ADD, accepted);
            sharing.added(firstRow, sweepsOf(added, complete));
          }
        });
  }

  private static Set<SweepId> sweepsOf(List<StoredObservation> added, Set<SweepId> complete) {
    return added.stream()
        .map(observation -> observation.key.sweep())
        .filter(sweep -> !complete.contains(sweep))
        .collect(Collectors.toSet());
  }

  /** A sweep that is not complete is not sealed before the end of the transaction either. */
  private boolean isCompleteUntilCommit(SweepId sweep) {
    var complete =
        database.query(
            row -> row.getBoolean("complete"),
            "SELECT complete FROM sweep WHERE id = ? " + database.shareLock(),
            sweep.value());
    return complete.contains(true) || (!complete.isEmpty() && sharing.isClosing(sweep));
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

  @SuppressWarnings("ArrayRecordComponent") // never compared, lives for one call
  private record StoredObservation(TrialKey key, byte[] body, Set<TrialKey> late) {}
}
