package dev.parallax.cli.options;

import dev.parallax.cli.output.CliException;
import dev.parallax.coordinator.StoreConfig;
import dev.parallax.store.postgres.DatabaseAddress;
import java.util.Map;
import java.util.Optional;
import picocli.CommandLine.Option;

/** The place of the coordinator's store. */
public final class StoreOptions {
  @Option(
      names = "--database",
      paramLabel = "URL",
      description =
          "PostgreSQL database of the store: jdbc:postgresql://HOST:PORT/NAME?user=USER. The"
              + " password is read from the file $PGPASSFILE or ~/.pgpass. Default: an SQLite file"
              + " in the data folder.")
  private Optional<String> database = Optional.empty();

  @Option(
      names = "--standby",
      description =
          "With --database: wait as long as another coordinator works with the database. Without:"
              + " work beside it; with --watch, wait 20 s for the end of another coordinator with"
              + " --watch, then end with exit code 70.")
  private boolean standby;

  /**
   * The place of the store.
   *
   * @param environment of this process
   * @param retention with the size of an SQLite file
   * @param watches whether this coordinator runs watches
   */
  public StoreConfig config(
      Map<String, String> environment, RetentionOptions retention, boolean watches) {
    if (database.isEmpty()) {
      if (standby) {
        throw CliException.usage("--standby waits for a database; expected --database, got none");
      }
      return new StoreConfig.InFolder(retention.limitBytes());
    }
    if (retention.isLimited()) {
      throw CliException.usage(
          "--store-limit bounds the SQLite file; expected --store-limit or --database, got both");
    }
    try {
      return new StoreConfig.OnServer(
          new DatabaseAddress(database.get()), environment, standby, watches);
    } catch (IllegalArgumentException malformed) {
      throw CliException.usage("--database: " + malformed.getMessage());
    }
  }
}
