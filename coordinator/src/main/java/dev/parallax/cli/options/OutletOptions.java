package dev.parallax.cli.options;

import dev.parallax.cli.output.CliException;
import dev.parallax.outlet.ClickHouseUser;
import dev.parallax.outlet.OutletConfig;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import picocli.CommandLine.Option;

/** The options of {@code parallax serve} about the outlet. */
public final class OutletOptions {
  @Option(
      names = "--outlet",
      paramLabel = "FOLDER|URL",
      description =
          "Write each finished sweep once, for those who keep years: a folder for JSON Lines, or"
              + " http(s)://HOST:PORT of ClickHouse. Default: none.")
  private Optional<String> place = Optional.empty();

  @Option(
      names = "--outlet-credentials-file",
      paramLabel = "FILE",
      description = "File with one line USER:PASSWORD for ClickHouse. Default: no user.")
  private Optional<Path> credentials = Optional.empty();

  /** Refuses contradictory options. */
  public Optional<OutletConfig> config() {
    if (credentials.isPresent() && place.isEmpty()) {
      throw CliException.usage("--outlet-credentials-file goes with --outlet");
    }
    var user =
        credentials.map(
            file -> OptionValue.read("--outlet-credentials-file", file, OutletOptions::user));
    return place.map(
        where -> OptionValue.read("--outlet", where, value -> new OutletConfig(value, user)));
  }

  private static ClickHouseUser user(Path file) {
    try {
      return ClickHouseUser.parse(Files.readString(file));
    } catch (IOException unreadable) {
      throw new IllegalArgumentException("expected a readable file, got: " + file, unreadable);
    }
  }
}
