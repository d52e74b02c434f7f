package dev.parallax.cli.options;

import dev.parallax.cli.output.CliException;
import dev.parallax.cli.output.PortAddress;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Option;

/** The other coordinators of a fleet. */
public final class PeerOptions {
  private static final int MOST = 16;

  @Option(
      names = "--coordinator",
      paramLabel = "HOST:PORT",
      description =
          "Address of a coordinator of this fleet, this one included, at which agents connect when"
              + " they lose theirs. Repeatable, at most 16; the same on every coordinator."
              + " Default: agents know the address at which they joined.")
  private List<String> coordinators = new ArrayList<>();

  /** {@code HOST:PORT} each, as given. */
  public List<String> addresses() {
    if (coordinators.size() > MOST) {
      throw CliException.usage(
          "--coordinator: expected at most " + MOST + " addresses, got: " + coordinators.size());
    }
    coordinators.forEach(PeerOptions::check);
    return coordinators;
  }

  private static void check(String address) {
    try {
      PortAddress.parse(address);
    } catch (IllegalArgumentException malformed) {
      throw CliException.usage("--coordinator: " + malformed.getMessage());
    }
  }
}
