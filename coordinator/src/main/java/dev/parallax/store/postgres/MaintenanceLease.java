package dev.parallax.store.postgres;

import java.time.Duration;

/** The right of one coordinator to delete what is old. */
final class MaintenanceLease {
  static final String NAME = "maintenance";

  /** Longer than the pause between two calls. */
  private static final Duration LENGTH = Duration.ofMinutes(2);

  private static final String TAKE =
      """
      INSERT INTO lease (name, holder, epoch, ends_at)
      VALUES (?, ?, 0, clock_timestamp() + ? * interval '1 ms')
      ON CONFLICT (name) DO UPDATE SET holder = excluded.holder, ends_at = excluded.ends_at
      WHERE lease.holder = excluded.holder OR lease.ends_at < clock_timestamp()\
      """;

  private static final String OLD_PROCESSES =
      """
      DELETE FROM lease WHERE name LIKE ? AND ends_at < clock_timestamp() - interval '1 day'
        AND NOT EXISTS (SELECT FROM sweep WHERE owner = name AND NOT complete)\
      """;

  private final PostgresDatabase database;
  private final String self;

  MaintenanceLease(PostgresDatabase database, String self) {
    this.database = database;
    this.self = self;
  }

  /** Takes or extends it, and deletes what the coordinators no longer need. */
  boolean isHeld() {
    if (database.update(TAKE, NAME, self, LENGTH.toMillis()) == 0) {
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
