package dev.parallax.store.sqlite;

import java.sql.SQLException;
import java.util.Optional;
import org.sqlite.SQLiteErrorCode;
import org.sqlite.SQLiteException;

/**
 * Whether the last write succeeded. A write succeeds when it is durable: a statement of a
 * transaction by its COMMIT. A violated constraint is a fault of the row and not of the file.
 */
final class WriteOutcome {
  private static final int PRIMARY_CODE = 0xff;

  private volatile Optional<String> trouble = Optional.empty();
  private volatile boolean transaction;

  void done(String sql) {
    if (sql.startsWith("BEGIN")) {
      transaction = true;
    } else if (sql.equals("COMMIT")) {
      transaction = false;
      trouble = Optional.empty();
    } else if (sql.equals("ROLLBACK")) {
      transaction = false;
    } else if (!transaction) {
      trouble = Optional.empty();
    }
  }

  void failed(SQLException failure) {
    if (!isConstraint(failure)) {
      trouble = Optional.of(String.valueOf(failure.getMessage()));
    }
  }

  Optional<String> trouble() {
    return trouble;
  }

  private static boolean isConstraint(SQLException failure) {
    return failure instanceof SQLiteException known
        && (known.getResultCode().code & PRIMARY_CODE) == SQLiteErrorCode.SQLITE_CONSTRAINT.code;
  }
}
