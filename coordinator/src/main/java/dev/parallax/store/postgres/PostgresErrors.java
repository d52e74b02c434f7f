package dev.parallax.store.postgres;

import dev.parallax.store.failure.StoreException;
import dev.parallax.store.failure.StoreFullException;
import dev.parallax.text.Printable;
import java.sql.SQLException;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The meaning of SQLSTATE codes (PostgreSQL 15, appendix A).
 *
 * @param place of the database, for messages
 */
record PostgresErrors(String place) {
  private static final String DISK_FULL = "53100";
  private static final String CONSTRAINT = "23";

  /** {@code serialization_failure} and {@code deadlock_detected}. */
  private static final Set<String> CONFLICTS = Set.of("40001", "40P01");

  /** Connection exceptions, operator intervention, and {@code too_many_connections}. */
  private static final List<String> PASSING = List.of("08", "57P", "53300");

  StoreException translate(SQLException failed) {
    return DISK_FULL.equals(failed.getSQLState())
        ? new StoreFullException(place, failed)
        : new StoreException(place + ": " + Printable.message(failed), failed);
  }

  /** Whether a transaction that failed by this error may succeed when it runs again. */
  static boolean mayRunAgain(SQLException failed) {
    return isConflict(failed) || isPassing(failed);
  }

  /** Whether the database caused the error: not a constraint, and not another transaction. */
  static boolean isOfTheDatabase(SQLException failed) {
    return !state(failed).startsWith(CONSTRAINT) && !isConflict(failed);
  }

  /** Whether the server cannot be reached, starts, ends, or has no free connection. */
  static boolean isPassing(SQLException failed) {
    return PASSING.stream().anyMatch(state(failed)::startsWith);
  }

  private static boolean isConflict(SQLException failed) {
    return CONFLICTS.contains(state(failed));
  }

  private static String state(SQLException failed) {
    @Nullable String state = failed.getSQLState();
    return state == null ? "" : state;
  }
}
