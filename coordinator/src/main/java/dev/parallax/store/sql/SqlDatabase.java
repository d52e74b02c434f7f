package dev.parallax.store.sql;

import com.google.errorprone.annotations.CanIgnoreReturnValue;
import dev.parallax.store.failure.StoreException;
import dev.parallax.store.failure.StoreFullException;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * A relational database with the tables of the store. An argument is a string, a number, a boolean,
 * an array of bytes, or an {@link Optional} of these; an empty one is {@code NULL}.
 *
 * <p>Calls block and may come from any thread. They throw {@link StoreFullException} when there is
 * no space, {@link StoreException} on any other error.
 */
public interface SqlDatabase {
  /** Runs one statement without rows; returns the number of changed rows. */
  @CanIgnoreReturnValue
  int update(String sql, Object... arguments);

  /** Runs a statement once for each row of arguments, inside a {@link #transaction}. */
  void batch(String sql, List<Object[]> rows);

  /** The rows of a query, or of a statement with a {@code RETURNING} clause. */
  <T> List<T> query(RowReader<T> row, String sql, Object... arguments);

  /**
   * Commits all statements of {@code work} or none.
   *
   * @param work may run again from its start after it was rolled back
   */
  void transaction(Runnable work);

  /**
   * As {@link #transaction}, for {@code work} with the same result when it is committed twice: it
   * may also run again when it is unknown whether it was committed.
   */
  default void idempotent(Runnable work) {
    transaction(work);
  }

  /** Runs {@code work} with more space than all other work has, where the space has a limit. */
  default <T> T withReserve(Supplier<T> work) {
    return work.get();
  }

  /**
   * The last clause of a query whose rows stay unchanged until the end of the transaction; empty
   * where transactions that write run one after the other.
   */
  String shareLock();

  /** Gives at most so many unused pages back to the file system, where the caller has to ask. */
  default void shrink(int pages) {}

  /** The bytes in use; rows that were deleted are not. */
  long usedBytes();

  /** The reason why the last write failed; empty after a later success. */
  Optional<String> writeTrouble();

  /** Converts one row to a value. */
  @FunctionalInterface
  interface RowReader<T> {
    T read(ResultSet row) throws SQLException;
  }
}
