package dev.parallax.cli.options;

import dev.parallax.installer.AdvertisedAddress;
import dev.parallax.installer.AgentPackages;
import dev.parallax.installer.InstallerConfig;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import picocli.CommandLine.Option;

/** The options of {@code parallax serve} about the installation of agents. */
public final class InstallerOptions {
  /** Set by the start script of a distribution. */
  private static final String HOME = "parallax.home";

  @Option(
      names = "--advertise",
      paramLabel = "HOST[:PORT]",
      description =
          "Name or address under which other hosts reach this coordinator; printed in the line of"
              + " `parallax token create`. Default: the address of --listen, or of the default"
              + " route where that is a wildcard.")
  private Optional<String> advertise = Optional.empty();

  @Option(
      names = "--packages",
      paramLabel = "FOLDER",
      description =
          "Folder with packages of the agent and their SHA256SUMS, which new hosts fetch from the"
              + " port of --listen; read at start. Default: the packages installed with the"
              + " coordinator.")
  private Optional<Path> packages = Optional.empty();

  public InstallerConfig config() {
    return new InstallerConfig(
        advertise.map(text -> OptionValue.read("--advertise", text, AdvertisedAddress::parse)),
        packages
            .map(folder -> OptionValue.read("--packages", folder, AgentPackages::read))
            .or(InstallerOptions::installed)
            .orElse(AgentPackages.NONE));
  }

  private static Optional<AgentPackages> installed() {
    return Optional.ofNullable(System.getProperty(HOME))
        .map(home -> Path.of(home, "packages"))
        .filter(Files::isDirectory)
        .map(folder -> OptionValue.read("packages", folder, AgentPackages::read));
  }
}
