package dev.parallax.store.postgres;

import dev.parallax.store.failure.IncompatibleStoreException;
import dev.parallax.store.failure.StoreException;
import dev.parallax.text.Printable;
import java.util.Arrays;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;
import org.flywaydb.core.api.MigrationInfo;

/**
 * Creates the tables, or brings them to the version of this program. The scripts are resources of
 * this package, {@code V1__store.sql} and later files; Flyway runs each once, under a lock of the
 * database.
 */
final class PostgresMigrations {
  private static final String SCRIPTS = "classpath:dev/parallax/store/postgres";

  private PostgresMigrations() {}

  /**
   * @throws IncompatibleStoreException when a newer version created the tables
   * @throws StoreException when a script fails, or the schema has tables of another program
   */
  static void run(DataSource database, DatabaseAddress address) {
    try {
      var flyway =
          Flyway.configure()
              .dataSource(database)
              .locations(SCRIPTS)
              .failOnMissingLocations(true)
              .createSchemas(false)
              .table("schema_history")
              .cleanDisabled(true)
              .load();
      var state = flyway.info();
      refuseNewer(state.all(), address);
      if (state.pending().length > 0) {
        flyway.migrate();
      }
    } catch (FlywayException failed) {
      throw new StoreException(
          "%s: the tables cannot be created or migrated: %s"
              .formatted(address, Printable.message(failed)),
          failed);
    }
  }

  private static void refuseNewer(MigrationInfo[] migrations, DatabaseAddress address) {
    int supported = newest(migrations, false);
    int found = newest(migrations, true);
    if (found > supported) {
      throw new IncompatibleStoreException(address.toString(), found, supported);
    }
  }

  /**
   * @param applied whether of those in the database, or of those of this program
   */
  private static int newest(MigrationInfo[] migrations, boolean applied) {
    return Arrays.stream(migrations)
        .filter(
            migration ->
                applied ? migration.getState().isApplied() : migration.getState().isResolved())
        .mapToInt(migration -> migration.getVersion().getMajor().intValueExact())
        .max()
        .orElse(0);
  }
}
