package dev.parallax.store.postgres;

import dev.parallax.model.value.SweepId;
import dev.parallax.model.vantage.VantageId;
import dev.parallax.store.relay.RelayedBatch;
import dev.parallax.store.sql.Blobs;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What coordinators received for sweeps of other coordinators. */
final class BatchTable {
  private static final String ADD =
      """
      INSERT INTO batch (sweep, relay, n, vantage, round, understood, sightings)
      SELECT id, ?, coalesce((SELECT max(n) FROM batch WHERE sweep = id AND relay = ?), 0) + 1,
        ?, ?, ?::boolean, ?::bytea
      FROM sweep WHERE id = ? AND NOT complete\
      """;

  private final PostgresDatabase database;

  /** Observations and messages are written by two threads, each with numbers of its own. */
  private final String relay;

  BatchTable(PostgresDatabase database, String self) {
    this.database = database;
    this.relay = self + " messages";
  }

  void add(Collection<RelayedBatch> arrived) {
    database.idempotent(() -> arrived.forEach(this::add));
  }

  /** Observations before messages: a vantage sends the end of a round after its observations. */
  List<RelayedBatch.Numbered> of(SweepId sweep, Map<String, Long> after) {
    var sql = new StringBuilder("SELECT * FROM batch WHERE sweep = ?");
    var arguments = new ArrayList<Object>(List.of(sweep.value()));
    after.forEach(
        (known, number) -> {
          sql.append(" AND NOT (relay = ? AND n <= ?)");
          arguments.add(known);
          arguments.add(number);
        });
    sql.append(" ORDER BY first_row IS NULL, relay, n");
    return database.query(BatchTable::batch, sql.toString(), arguments.toArray());
  }

  private void add(RelayedBatch arrived) {
    switch (arrived) {
      case RelayedBatch.Finished(var sweep, var vantage, var round, var understood) ->
          add(sweep, vantage, round, Optional.of(understood), Optional.empty());
      case RelayedBatch.Sighted(var sweep, var vantage, var round, var seen, var last) ->
          add(sweep, vantage, round, Optional.empty(), Optional.of(Blobs.of(seen, last)));
      case RelayedBatch.Rows _ ->
          throw new IllegalArgumentException("rows are added with their observations");
    }
  }

  private void add(
      SweepId sweep,
      VantageId vantage,
      int round,
      Optional<Boolean> understood,
      Optional<byte[]> sightings) {
    database.update(ADD, relay, relay, vantage.name(), round, understood, sightings, sweep.value());
  }

  private static RelayedBatch.Numbered batch(ResultSet row) throws SQLException {
    return new RelayedBatch.Numbered(row.getString("relay"), row.getLong("n"), content(row));
  }

  private static RelayedBatch content(ResultSet row) throws SQLException {
    long firstRow = row.getLong("first_row");
    if (!row.wasNull()) {
      return new RelayedBatch.Rows(firstRow, row.getLong("last_row"));
    }
    var sweep = new SweepId(row.getString("sweep"));
    var vantage = new VantageId(row.getString("vantage"));
    int round = row.getInt("round");
    var sightings = row.getBytes("sightings");
    return sightings == null
        ? new RelayedBatch.Finished(sweep, vantage, round, row.getBoolean("understood"))
        : new RelayedBatch.Sighted(
            sweep, vantage, round, Blobs.sightings(sightings), Blobs.areLast(sightings));
  }
}
