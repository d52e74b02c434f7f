package dev.parallax.coordinator;

import dev.parallax.store.Store;
import dev.parallax.store.failure.StoreException;
import dev.parallax.store.folder.DataLayout;
import dev.parallax.store.postgres.DatabaseAddress;
import dev.parallax.store.postgres.PostgresStore;
import dev.parallax.store.sqlite.SqliteStore;
import java.util.Map;

/** The place of the store. */
public sealed interface StoreConfig {
  /**
   * Opens the store, or creates it.
   *
   * @throws StoreException when it cannot be used
   */
  Store open(DataLayout folder);

  /** A file of SQLite in the data folder, of any size. */
  StoreConfig DEFAULT = new InFolder(Long.MAX_VALUE);

  /**
   * A file of SQLite in the data folder.
   *
   * @param limit the maximum size of the database in bytes; beyond it sweeps end with an error
   */
  record InFolder(long limit) implements StoreConfig {
    @Override
    public Store open(DataLayout folder) {
      return SqliteStore.open(folder.database(), limit);
    }
  }

  /**
   * A database of PostgreSQL.
   *
   * @param environment of this process, which names the password file
   * @param standby whether to wait without end as long as another coordinator works
   * @param watches whether this coordinator runs watches, which one of a database does
   */
  record OnServer(
      DatabaseAddress address, Map<String, String> environment, boolean standby, boolean watches)
      implements StoreConfig {
    public OnServer {
      environment = Map.copyOf(environment);
    }

    @Override
    public Store open(DataLayout folder) {
      if (standby) {
        return watches
            ? PostgresStore.awaitWatches(address, environment)
            : PostgresStore.awaitOthers(address, environment);
      }
      return watches
          ? PostgresStore.open(address, environment)
          : PostgresStore.join(address, environment);
    }

    /** Without the environment, which may contain secrets. */
    @Override
    public String toString() {
      return address.toString();
    }
  }
}
