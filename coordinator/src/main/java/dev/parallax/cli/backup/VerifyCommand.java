package dev.parallax.cli.backup;

import dev.parallax.cli.options.DataOption;
import dev.parallax.cli.output.Console;
import dev.parallax.model.verdict.ExitCode;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code parallax verify}: reads all of a database. */
@Command(
    name = "verify",
    description =
        "Read every page and every row of a database, also while the coordinator runs; nothing is"
            + " changed. Exit code 70 for a damaged database.")
public final class VerifyCommand implements Callable<Integer> {
  private final Console console;

  @Parameters(
      index = "0",
      arity = "0..1",
      paramLabel = "PATH",
      description = "A backup, or a database file. Default: the data folder.")
  private Optional<Path> path = Optional.empty();

  @Mixin private DataOption data = new DataOption();

  public VerifyCommand(Console console) {
    this.console = console;
  }

  @Override
  public Integer call() {
    new VerifiedStore(console, path.orElseGet(() -> data.layout(console).root())).print();
    return ExitCode.OK.code();
  }
}
