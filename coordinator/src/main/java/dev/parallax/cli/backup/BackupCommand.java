package dev.parallax.cli.backup;

import dev.parallax.cli.options.DataOption;
import dev.parallax.cli.output.CliException;
import dev.parallax.cli.output.Console;
import dev.parallax.model.verdict.ExitCode;
import dev.parallax.store.failure.StoreException;
import dev.parallax.store.folder.FolderBackup;
import dev.parallax.store.sqlite.SqliteBackup;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code parallax backup}: copies a data folder, also while the coordinator runs. */
@Command(
    name = "backup",
    description = {
      "Copy the database, the keys of the certificate authority and the identity of the operator to"
          + " a new folder, also while the coordinator runs.",
      "Whoever reads the copy can act as the coordinator: its folder is readable by its owner only."
    })
public final class BackupCommand implements Callable<Integer> {
  private final Console console;

  @Parameters(index = "0", paramLabel = "FOLDER", description = "The new folder of the copy.")
  private Path target = Path.of("");

  @Mixin private DataOption data = new DataOption();

  public BackupCommand(Console console) {
    this.console = console;
  }

  @Override
  public Integer call() {
    var source = data.layout(console);
    try {
      FolderBackup.write(source, target, SqliteBackup::copy);
    } catch (StoreException refused) {
      throw CliException.usage(String.valueOf(refused.getMessage()));
    }
    var copy = new VerifiedStore(console, target);
    copy.print();
    console.out().println("backup of " + source.root() + " in " + target);
    return ExitCode.OK.code();
  }
}
