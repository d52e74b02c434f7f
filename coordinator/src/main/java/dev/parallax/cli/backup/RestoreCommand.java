package dev.parallax.cli.backup;

import dev.parallax.cli.options.DataOption;
import dev.parallax.cli.output.CliException;
import dev.parallax.cli.output.Console;
import dev.parallax.model.verdict.ExitCode;
import dev.parallax.store.failure.StoreException;
import dev.parallax.store.folder.DataLayout;
import dev.parallax.store.folder.FolderRestore;
import dev.parallax.store.sqlite.SqliteBackup;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code parallax restore}: puts a backup into a data folder. */
@Command(
    name = "restore",
    description = "Verify a backup and copy it into a data folder on which no coordinator runs.")
public final class RestoreCommand implements Callable<Integer> {
  private static final DateTimeFormatter SECOND =
      DateTimeFormatter.ofPattern("yyyyMMdd-HHmmss").withZone(ZoneOffset.UTC);

  private final Console console;
  private final InstantSource clock = InstantSource.system();

  @Parameters(index = "0", paramLabel = "BACKUP", description = "Folder of `parallax backup`.")
  private Path backup = Path.of("");

  @Option(
      names = "--overwrite",
      description =
          "Replace what the data folder has; the replaced files are kept in its folder"
              + " replaced-TIME.")
  private boolean overwrite;

  @Mixin private DataOption data = new DataOption();

  public RestoreCommand(Console console) {
    this.console = console;
  }

  @Override
  public Integer call() {
    if (!Files.isDirectory(backup)) {
      throw CliException.usage("expected the folder of a backup, got: " + backup);
    }
    new VerifiedStore(console, backup).print();
    var target = data.layout(console).root();
    var replaced =
        overwrite
            ? Optional.of("replaced-" + SECOND.format(clock.instant()))
            : Optional.<String>empty();
    try {
      FolderRestore.run(new DataLayout(backup), target, replaced, SqliteBackup::copy);
    } catch (StoreException refused) {
      throw CliException.usage(String.valueOf(refused.getMessage()));
    }
    console.out().println("restored " + backup + " to " + target);
    return ExitCode.OK.code();
  }
}
