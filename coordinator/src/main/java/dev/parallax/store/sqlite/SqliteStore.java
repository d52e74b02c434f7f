package dev.parallax.store.sqlite;

import dev.parallax.store.failure.DamagedStoreException;
import dev.parallax.store.failure.ForeignStoreException;
import dev.parallax.store.failure.IncompatibleStoreException;
import dev.parallax.store.sql.SqlStore;
import java.nio.file.Path;
import java.time.Duration;

/** The store: one SQLite file with a write-ahead log, flushed to the disk at each commit. */
public final class SqliteStore extends SqlStore {
  private static final int PAGE_BYTES = 4_096;
  private static final Duration CHECK_TIME = Duration.ofSeconds(10);

  private final Database database;

  private SqliteStore(Database database) {
    super(database);
    this.database = database;
  }

  /**
   * Opens or creates the file, and migrates a file of an older version.
   *
   * @throws DamagedStoreException when its pages are inconsistent; it is not modified
   * @throws IncompatibleStoreException when it is from a newer version; it is not modified
   * @throws ForeignStoreException when it is from another program; it is not modified
   */
  public static SqliteStore open(Path file) {
    return open(file, Long.MAX_VALUE);
  }

  /**
   * As {@link #open(Path)}, with a maximum size of the file.
   *
   * @param maxBytes the database without its log, rounded up to a whole page of 4 KiB
   */
  public static SqliteStore open(Path file, long maxBytes) {
    IntegrityCheck.run(file, CHECK_TIME);
    var database = Database.open(file);
    try {
      Migrations.checkedVersion(database);
      configure(database, maxBytes);
      Migrations.run(database);
      return new SqliteStore(database);
    } catch (RuntimeException refused) {
      database.close();
      throw refused;
    }
  }

  @Override
  public void checkWritable() {
    database.transaction(
        () -> {
          database.update("CREATE TABLE write_check (at INTEGER)");
          database.update("DROP TABLE write_check");
        });
  }

  @Override
  public void close() {
    database.close();
  }

  private static void configure(Database database, long maxBytes) {
    // Of an existing file it stays as it is.
    database.pragma("auto_vacuum = INCREMENTAL");
    database.pragma("journal_mode = WAL");
    database.pragma("synchronous = FULL");
    database.pragma("busy_timeout = 5000");
    database.pragma("max_page_count = " + pages(maxBytes));
  }

  private static long pages(long bytes) {
    return Math.min(Math.ceilDiv(bytes, PAGE_BYTES), Database.MOST_PAGES);
  }
}
