package dev.parallax.store.sqlite;

import dev.parallax.store.failure.StoreException;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/** Copies a database, also while a coordinator writes it. */
public final class SqliteBackup {
  private SqliteBackup() {}

  /**
   * Writes the state of one moment to a new file, which is on the disk when this returns. Writers
   * are not held up.
   *
   * @param copy absent, or empty
   * @throws StoreException when the database is damaged, foreign or newer, or the copy cannot be
   *     written
   */
  public static void copy(Path database, Path copy) {
    if (!Files.isRegularFile(database)) {
      throw new StoreException("no database to copy, got: " + database);
    }
    try (var source = Database.openForReading(database)) {
      Migrations.checkedVersion(source);
      source.pragma("busy_timeout = 5000");
      source.update("VACUUM INTO ?", copy.toAbsolutePath().toString());
    }
    try (var written = FileChannel.open(copy, StandardOpenOption.WRITE)) {
      written.force(true);
    } catch (IOException trouble) {
      throw new StoreException("cannot write " + copy + ": " + trouble, trouble);
    }
  }
}
