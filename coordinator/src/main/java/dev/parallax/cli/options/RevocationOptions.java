package dev.parallax.cli.options;

import dev.parallax.cli.output.CliException;
import dev.parallax.coordinator.CoordinatorConfig.Revocation;
import dev.parallax.model.exchange.Network;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Option;

/** The options of {@code parallax serve} about CRL and OCSP servers. */
public final class RevocationOptions {
  @Option(
      names = "--no-revocation",
      description =
          "Do not ask the CRL and OCSP servers that the certificates of targets name. Default: the"
              + " coordinator asks them over plain HTTP at public addresses, once an hour for each"
              + " certificate; agents never ask.")
  private boolean off;

  @Option(
      names = "--revocation-allow",
      paramLabel = "NETWORK",
      description =
          "Further addresses at which CRL and OCSP servers may be asked, for example 10.1.0.0/16"
              + " for a private authority. Repeatable. Default: public addresses only.")
  private List<String> allowed = new ArrayList<>();

  /** Empty when the queries are switched off. */
  public Optional<Revocation> config() {
    if (off && !allowed.isEmpty()) {
      throw CliException.usage("--revocation-allow does not go with --no-revocation");
    }
    return off
        ? Optional.empty()
        : Optional.of(new Revocation(allowed.stream().map(RevocationOptions::network).toList()));
  }

  private static Network network(String text) {
    return OptionValue.read("--revocation-allow", text, Network::parse);
  }
}
