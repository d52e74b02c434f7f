package dev.parallax.store.sql;

import dev.parallax.model.value.SweepId;
import dev.parallax.store.OutletStore;
import java.util.List;
import java.util.function.BooleanSupplier;

/** {@code sweep.exported}: 1 when the outlet has the sweep. Looks are not exported. */
final class OutletTable implements OutletStore {
  private static final String UNWRITTEN =
      """
      SELECT id FROM sweep WHERE complete AND exported = 0 AND id NOT IN (SELECT sweep FROM look)
      ORDER BY started_at, id LIMIT ?\
      """;

  private final SqlDatabase database;
  private final BooleanSupplier writer;

  OutletTable(SqlDatabase database, BooleanSupplier writer) {
    this.database = database;
    this.writer = writer;
  }

  @Override
  public boolean isWriter() {
    return writer.getAsBoolean();
  }

  @Override
  public List<SweepId> unwritten(int limit) {
    return database.query(row -> new SweepId(row.getString(1)), UNWRITTEN, limit);
  }

  @Override
  public void written(SweepId sweep) {
    database.update("UPDATE sweep SET exported = 1 WHERE id = ?", sweep.value());
  }
}
