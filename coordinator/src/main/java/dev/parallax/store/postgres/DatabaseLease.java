package dev.parallax.store.postgres;

import dev.parallax.store.failure.LeaseLostException;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;

/**
 * A right of a coordinator in a database, until a time by the clock of the database: to work with
 * it at all, or to run the watches. The epoch grows with each holder; a transaction of an earlier
 * epoch is refused.
 *
 * <p>A transaction that writes locks the row of the lease {@code FOR KEY SHARE}, which an extension
 * does not wait for; a new holder locks it {@code FOR UPDATE} and waits for such transactions.
 *
 * @param name of the right
 * @param holder process and host, for messages
 */
record DatabaseLease(String name, String holder, long epoch) {
  private static final String CREATE =
      """
      INSERT INTO lease (name, holder, epoch, ends_at)
      SELECT ?, '', coalesce(max(epoch), 0), clock_timestamp() FROM lease ON CONFLICT DO NOTHING\
      """;
  private static final String LOCK =
      "SELECT epoch, ends_at > clock_timestamp() AS held FROM lease WHERE name = ? FOR UPDATE";
  private static final String TAKE =
      """
      UPDATE lease SET holder = ?, epoch = ?, ends_at = clock_timestamp() + ? * interval '1 ms'
      WHERE name = ?\
      """;
  private static final String EXTEND =
      """
      UPDATE lease SET ends_at = clock_timestamp() + ? * interval '1 ms'
      WHERE name = ? AND epoch = ?\
      """;

  /** The server ends the transaction of a process that was stopped in it. */
  private static final String FENCE =
      """
      SELECT epoch, holder, set_config('idle_in_transaction_session_timeout', '10s', true)
      FROM lease WHERE name = ? FOR KEY SHARE\
      """;

  /**
   * Takes the lease when no other holder has it.
   *
   * @return empty when another holder has it
   */
  static Optional<DatabaseLease> take(
      PostgresDatabase database, String name, String holder, Duration length) {
    database.update(CREATE, name);
    var taken = new AtomicReference<Optional<DatabaseLease>>(Optional.empty());
    database.transaction(
        () -> {
          var found = database.query(LeaseRow::of, LOCK, name).getFirst();
          taken.set(
              found.held
                  ? Optional.empty()
                  : Optional.of(new DatabaseLease(name, holder, found.epoch + 1)));
          if (!found.held) {
            database.update(TAKE, holder, found.epoch + 1, length.toMillis(), name);
          }
        });
    return taken.get();
  }

  /** The holder of the lease; empty without a holder. */
  static String holder(PostgresDatabase database, String name) {
    return database
        .query(row -> row.getString(1), "SELECT holder FROM lease WHERE name = ?", name)
        .stream()
        .findFirst()
        .orElse("");
  }

  /**
   * Extends the lease; a length of 0 ends it.
   *
   * @throws LeaseLostException when another holder has it
   */
  void extend(PostgresDatabase database, Duration length) {
    if (database.update(EXTEND, length.toMillis(), name, epoch) == 0) {
      throw new LeaseLostException(holder, holder(database, name));
    }
  }

  /**
   * Holds the lease until the end of the transaction.
   *
   * @throws LeaseLostException when another holder has it
   */
  void fence(Connection connection) throws SQLException {
    try (var statement = connection.prepareStatement(FENCE)) {
      statement.setString(1, name);
      try (var rows = statement.executeQuery()) {
        var current = rows.next() ? rows.getLong("epoch") : 0;
        if (current != epoch) {
          throw new LeaseLostException(holder, current == 0 ? "" : rows.getString("holder"));
        }
      }
    }
  }

  private record LeaseRow(long epoch, boolean held) {
    static LeaseRow of(ResultSet row) throws SQLException {
      return new LeaseRow(row.getLong("epoch"), row.getBoolean("held"));
    }
  }
}
