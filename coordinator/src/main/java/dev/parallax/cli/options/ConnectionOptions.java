package dev.parallax.cli.options;

import dev.parallax.cli.client.OperatorLink;
import dev.parallax.cli.output.CliException;
import dev.parallax.cli.output.Console;
import dev.parallax.cli.output.PortAddress;
import dev.parallax.model.verdict.ExitCode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Optional;
import picocli.CommandLine.Option;

/** The address of the coordinator and the identity of the operator. */
public final class ConnectionOptions {
  private static final String DEFAULT_DATA = "/var/lib/parallax";

  @Option(
      names = "--data",
      paramLabel = "DIR",
      description =
          "Data folder of the coordinator on this host. Default: $PARALLAX_DATA or "
              + DEFAULT_DATA
              + ".")
  private Optional<Path> data = Optional.empty();

  @Option(
      names = "--coordinator",
      paramLabel = "HOST:PORT",
      description = "Address of a coordinator on another host; requires --identity.")
  private Optional<String> coordinator = Optional.empty();

  @Option(
      names = "--identity",
      paramLabel = "DIR",
      description = "Folder with cert.pem, key.pem and ca.pem of the operator.")
  private Optional<Path> identity = Optional.empty();

  public OperatorLink open(Console console) {
    var home = data.orElseGet(() -> defaultData(console));
    return OperatorLink.open(
        coordinator.map(PortAddress::parse).orElseGet(() -> addressIn(home)),
        identity.orElse(home.resolve("operator")));
  }

  /** The destination as text; the file that contains it may be missing. */
  public String describe(Console console) {
    var home = data.orElseGet(() -> defaultData(console));
    return coordinator.orElseGet(() -> addressIn(home).toString());
  }

  /** The data folder, when the coordinator is on this host. */
  public Optional<Path> localData(Console console) {
    return coordinator.isPresent()
        ? Optional.empty()
        : Optional.of(data.orElseGet(() -> defaultData(console)));
  }

  public static Path defaultData(Console console) {
    return Path.of(console.environment().getOrDefault("PARALLAX_DATA", DEFAULT_DATA));
  }

  private static PortAddress addressIn(Path home) {
    var file = home.resolve("address");
    try {
      return PortAddress.parse(Files.readString(file));
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
