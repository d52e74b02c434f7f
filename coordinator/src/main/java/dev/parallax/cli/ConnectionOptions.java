package dev.parallax.cli;

import dev.parallax.model.ExitCode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Optional;
import picocli.CommandLine.Option;

/** How a command finds the coordinator, and as whom it speaks. */
final class ConnectionOptions {
  private static final String DEFAULT_DATA = "/var/lib/parallax";

  @Option(
      names = "--data",
      paramLabel = "DIR",
      description =
          "The coordinator's data folder on this host. Default: $PARALLAX_DATA or "
              + DEFAULT_DATA
              + ".")
  private Optional<Path> data = Optional.empty();

  @Option(
      names = "--coordinator",
      paramLabel = "HOST:PORT",
      description = "A coordinator on another host; goes with --identity.")
  private Optional<String> coordinator = Optional.empty();

  @Option(
      names = "--identity",
      paramLabel = "DIR",
      description = "Folder with the operator's cert.pem, key.pem and ca.pem.")
  private Optional<Path> identity = Optional.empty();

  OperatorLink open(Console console) {
    var home = data.orElseGet(() -> defaultData(console));
    return OperatorLink.open(
        coordinator.map(Address::parse).orElseGet(() -> addressIn(home)),
        identity.orElse(home.resolve("operator")));
  }

  /** Where this goes, for people; the file that says so may be missing. */
  String describe(Console console) {
    var home = data.orElseGet(() -> defaultData(console));
    return coordinator.orElseGet(() -> addressIn(home).toString());
  }

  /** The data folder, when the coordinator is on this host. */
  Optional<Path> localData(Console console) {
    return coordinator.isPresent()
        ? Optional.empty()
        : Optional.of(data.orElseGet(() -> defaultData(console)));
  }

  static Path defaultData(Console console) {
    return Path.of(console.environment().getOrDefault("PARALLAX_DATA", DEFAULT_DATA));
  }

  private static Address addressIn(Path home) {
    var file = home.resolve("address");
    try {
      return Address.parse(Files.readString(file));
    } catch (NoSuchFileException absent) {
      throw new CliException(
          ExitCode.UNREACHABLE,
          "no coordinator has run with data folder "
              + home
              + " (no file address in it); start one with `parallax serve`, or give --data or"
              + " --coordinator");
    } catch (IOException unreadable) {
      throw CliException.usage("cannot read " + file + ": " + unreadable.getMessage());
    }
  }
}
