package dev.parallax.cli.options;

import dev.parallax.cli.output.Console;
import dev.parallax.store.folder.DataLayout;
import java.nio.file.Path;
import java.util.Optional;
import picocli.CommandLine.Option;

/** The data folder of a command that works on files. */
public final class DataOption {
  @Option(
      names = "--data",
      paramLabel = "DIR",
      description = "Data folder of the coordinator. Default: $PARALLAX_DATA or /var/lib/parallax.")
  private Optional<Path> data = Optional.empty();

  public DataLayout layout(Console console) {
    return new DataLayout(data.orElseGet(() -> ConnectionOptions.defaultData(console)));
  }
}
