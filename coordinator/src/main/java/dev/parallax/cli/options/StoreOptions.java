package dev.parallax.cli.options;

import dev.parallax.cli.output.CliException;
import dev.parallax.coordinator.StoreConfig;
import dev.parallax.store.postgres.DatabaseAddress;
import java.util.Map;
import java.util.Optional;
import picocli.CommandLine.Option;

/** The place of the coordinator's store. */
public final class StoreOptions {
  private static final long BYTES_PER_MEGABYTE = 1_000_000;

  @Option(
      names = "--store-limit",
      paramLabel = "MB",
      description =
          "Maximum size of the SQLite database in megabytes. Default: limited by the disk only.")
  private Optional<Long> storeLimit = Optional.empty();

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
   */
  public StoreConfig config(Map<String, String> environment) {
    if (database.isEmpty()) {
      return new StoreConfig.InFolder(limit());
    }
    if (storeLimit.isPresent()) {
      throw CliException.usage(
          "--store-limit bounds the SQLite file; expected --store-limit or --database, got both");
    }
    try {
      return new StoreConfig.OnServer(new DatabaseAddress(database.get()), environment);
    } catch (IllegalArgumentException malformed) {
      throw CliException.usage("--database: " + malformed.getMessage());
    }
  }

  private long limit() {
    long megabytes = storeLimit.orElse(Long.MAX_VALUE / BYTES_PER_MEGABYTE);
    if (megabytes < 1) {
      throw CliException.usage("--store-limit takes 1 or more megabytes, got: " + megabytes);
    }
    return megabytes * BYTES_PER_MEGABYTE;
  }
}
