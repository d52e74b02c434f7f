package dev.parallax.store.postgres;

import java.time.Duration;

/** The right of one of the coordinators on a database to do a task, until it is gone. */
final class TaskLease {
  /** The deletion of what is old. */
  static final String MAINTENANCE = "maintenance";

  /** The writing of finished sweeps to the outlet. */
  static final String OUTLET = "outlet";

  /** Longer than the pause between two calls. */
  private static final Duration LENGTH = Duration.ofMinutes(2);

  private static final String TAKE =
      """
      INSERT INTO lease (name, holder, epoch, ends_at)
      VALUES (?, ?, 0, clock_timestamp() + ? * interval '1 ms')
      ON CONFLICT (name) DO UPDATE SET holder = excluded.holder, ends_at = excluded.ends_at
      WHERE lease.holder = excluded.holder OR lease.ends_at < clock_timestamp()
        OR NOT EXISTS (SELECT FROM lease AS process
          WHERE process.name = lease.holder AND process.ends_at > clock_timestamp())\
      """;

  private final PostgresDatabase database;
  private final String name;
  private final String self;

  /**
   * @param self the name of this coordinator
   */
  TaskLease(PostgresDatabase database, String name, String self) {
    this.database = database;
    this.name = name;
    this.self = self;
  }

  /** Takes or extends it; the lease of a coordinator that is gone ends with it. */
  boolean isHeld() {
    return database.update(TAKE, name, self, LENGTH.toMillis()) > 0;
  }
}
