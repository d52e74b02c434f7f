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

  /**
   * The place of the store.
   *
   * @param environment of this process
   * @param retention with the size of an SQLite file
   */
  public StoreConfig config(Map<String, String> environment, RetentionOptions retention) {
    if (database.isEmpty()) {
      return new StoreConfig.InFolder(retention.limitBytes());
    }
    if (retention.isLimited()) {
      throw CliException.usage(
          "--store-limit bounds the SQLite file; expected --store-limit or --database, got both");
    }
    try {
      return new StoreConfig.OnServer(new DatabaseAddress(database.get()), environment);
    } catch (IllegalArgumentException malformed) {
      throw CliException.usage("--database: " + malformed.getMessage());
    }
  }
}
