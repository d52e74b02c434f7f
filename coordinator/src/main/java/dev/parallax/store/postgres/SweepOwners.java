package dev.parallax.store.postgres;

import dev.parallax.model.value.SweepId;
import dev.parallax.store.sql.SweepSharing;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * The owners of sweeps: each incomplete sweep belongs to the coordinator that decides its rounds,
 * until the lease of that coordinator has ended and another one adopts the sweep.
 */
final class SweepOwners implements SweepSharing {
  private static final String ORPHANS =
      """
      SELECT id FROM sweep WHERE NOT complete AND owner IS DISTINCT FROM ?
        AND id NOT IN (SELECT sweep FROM look)
        AND NOT EXISTS (SELECT FROM lease WHERE name = owner AND ends_at > clock_timestamp())
      ORDER BY started_at, id\
      """;

  /** A transaction that the former owner has open defers the adoption. */
  private static final String DEAD =
      """
      SELECT name FROM lease WHERE name = ? AND ends_at <= clock_timestamp()
      FOR UPDATE SKIP LOCKED\
      """;

  private static final String ADD_BATCH =
      """
      INSERT INTO batch (sweep, relay, n, first_row, last_row)
      SELECT id, ?, coalesce((SELECT max(n) FROM batch WHERE sweep = id AND relay = ?), 0) + 1,
        ?, currval(pg_get_serial_sequence('observation', 'rowid'))
      FROM sweep WHERE id = ? AND owner IS DISTINCT FROM ?\
      """;

  private final PostgresDatabase database;
  private final String self;
  private final LeaseContinuity continuity;

  /**
   * @param self the name of this coordinator
   * @param continuity of the leases of this coordinator
   */
  SweepOwners(PostgresDatabase database, String self, LeaseContinuity continuity) {
    this.database = database;
    this.self = self;
    this.continuity = continuity;
  }

  List<SweepId> orphans() {
    return continuity.isUnbroken()
        ? database.query(row -> new SweepId(row.getString(1)), ORPHANS, self)
        : List.of();
  }

  boolean adopt(SweepId sweep) {
    var adopted = new AtomicBoolean();
    database.transaction(() -> adopted.set(adoptInTransaction(sweep)));
    return adopted.get();
  }

  boolean isElsewhere(SweepId sweep) {
    return !database
        .query(
            row -> row.getString(1),
            "SELECT id FROM sweep WHERE id = ? AND NOT complete AND owner IS DISTINCT FROM ?",
            sweep.value(),
            self)
        .isEmpty();
  }

  void close(SweepId sweep) {
    database.update(
        "UPDATE sweep SET closing = TRUE WHERE id = ? AND owner = ?", sweep.value(), self);
  }

  @Override
  public void begun(SweepId sweep) {
    database.update(
        "UPDATE sweep SET owner = ? WHERE id = ? AND owner IS NULL", self, sweep.value());
  }

  @Override
  public boolean isClosing(SweepId sweep) {
    return database
        .query(row -> row.getBoolean(1), "SELECT closing FROM sweep WHERE id = ?", sweep.value())
        .contains(true);
  }

  @Override
  public long adding() {
    return database
        .query(
            row -> row.getLong(1), "SELECT nextval(pg_get_serial_sequence('observation', 'rowid'))")
        .getFirst();
  }

  @Override
  public void added(long firstRow, Collection<SweepId> sweeps) {
    sweeps.forEach(sweep -> database.update(ADD_BATCH, self, self, firstRow, sweep.value(), self));
  }

  @Override
  public void sealed(SweepId sweep) {
    database.update("DELETE FROM batch WHERE sweep = ?", sweep.value());
    database.update("DELETE FROM agent_order WHERE sweep = ?", sweep.value());
  }

  private boolean adoptInTransaction(SweepId sweep) {
    var owner =
        database.query(
            row -> row.getString(1) == null ? "" : row.getString(1),
            "SELECT owner FROM sweep WHERE id = ? AND NOT complete FOR UPDATE",
            sweep.value());
    if (owner.isEmpty() || !continuity.isUnbroken() || !isDead(owner.getFirst())) {
      return false;
    }
    database.update("UPDATE lease SET epoch = epoch + 1 WHERE name = ?", owner.getFirst());
    database.update(
        "UPDATE sweep SET owner = ?, closing = FALSE WHERE id = ?", self, sweep.value());
    return true;
  }

  private boolean isDead(String owner) {
    return database
            .query(row -> row.getString(1), "SELECT name FROM lease WHERE name = ?", owner)
            .isEmpty()
        || !database.query(row -> row.getString(1), DEAD, owner).isEmpty();
  }
}
