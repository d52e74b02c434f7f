package dev.parallax.store.postgres;

/** The right of one coordinator to delete what is old. */
final class MaintenanceLease {
  private static final String OLD_PROCESSES =
      """
      DELETE FROM lease WHERE name LIKE ? AND ends_at < clock_timestamp() - interval '1 day'
        AND NOT EXISTS (SELECT FROM sweep WHERE owner = name AND NOT complete)\
      """;

  private final PostgresDatabase database;
  private final TaskLease lease;

  MaintenanceLease(PostgresDatabase database, String self) {
    this.database = database;
    this.lease = new TaskLease(database, TaskLease.MAINTENANCE, self);
  }

  /** Takes or extends it, and deletes what the coordinators no longer need. */
  boolean isHeld() {
    if (!lease.isHeld()) {
      return false;
    }
    database.update(OLD_PROCESSES, PostgresStore.PROCESS + "%");
    database.update("DELETE FROM link WHERE coordinator NOT IN (SELECT name FROM lease)");
    database.update(
        "DELETE FROM agent_order"
            + " WHERE start_at + deadline * interval '1 ms' < clock_timestamp()");
    return true;
  }
}
