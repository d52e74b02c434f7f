package dev.parallax.cli.backup;

import dev.parallax.cli.output.CliException;
import dev.parallax.cli.output.Console;
import dev.parallax.model.verdict.ExitCode;
import dev.parallax.store.failure.StoreException;
import dev.parallax.store.folder.DataLayout;
import dev.parallax.store.sqlite.SqliteVerification;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * A database that is checked in full.
 *
 * @param path a database file, or a folder with the layout of a data folder
 */
record VerifiedStore(Console console, Path path) {
  /**
   * Prints what was read.
   *
   * @throws CliException with the findings, one line each on standard error before it
   */
  void print() {
    var file = Files.isDirectory(path) ? new DataLayout(path).database() : path;
    try {
      var found = SqliteVerification.of(file);
      found.findings().forEach(console::error);
      if (!found.findings().isEmpty()) {
        throw new CliException(ExitCode.INTERNAL, file + " is damaged; nothing was changed");
      }
      console
          .out()
          .printf(
              "%s: %d sweeps, %d observations, %d verdicts, no damage%n",
              file, found.sweeps(), found.observations(), found.verdicts());
    } catch (StoreException refused) {
      throw CliException.usage(String.valueOf(refused.getMessage()));
    }
  }
}
