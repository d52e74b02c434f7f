package dev.parallax.cli.options;

import dev.parallax.cli.output.CliException;
import dev.parallax.model.endpoint.Resolver;
import dev.parallax.model.endpoint.Target;
import dev.parallax.sweep.request.CredentialStore;
import dev.parallax.sweep.request.SweepSettings;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Option;

/** The options of {@code parallax serve} about the controls and resolvers of every sweep. */
public final class SweepSettingsOptions {
  private static final String NO_REFERENCES = "none";

  @Option(
      names = "--reference",
      paramLabel = "TARGET",
      description =
          "Reference site: a healthy site unrelated to any target, probed as a control. Three or"
              + " more are recommended; of more than three each sweep probes three in turn."
              + " Repeatable; none: no reference sites. Default: twelve sites of different"
              + " operators.")
  private List<String> references = new ArrayList<>();

  @Option(
      names = "--control-sni",
      paramLabel = "NAME",
      description =
          "Server name for the arm control_sni. Default: "
              + SweepSettings.DEFAULT_CONTROL_NAME
              + ".")
  private List<String> controlNames = new ArrayList<>();

  @Option(
      names = "--neutral",
      paramLabel = "TARGET",
      description =
          "Neutral TLS server, unrelated to any target. Agents with the opt-in real_sni_at_neutral"
              + " send the server name of a target to it.")
  private Optional<String> neutral = Optional.empty();

  @Option(
      names = "--resolver",
      paramLabel = "RESOLVER",
      description =
          "Public resolver that agents query in addition to their own when vantages resolve a"
              + " target differently: ADDRESS, tcp://ADDRESS, tls://NAME@ADDRESS or"
              + " https://NAME@ADDRESS/dns-query. Repeatable. Its operator learns the name of the"
              + " target and the address of every vantage, so ask for consent first. Recommended:"
              + " one over UDP and one over tls or https, of two operators. Default: none.")
  private List<String> resolvers = new ArrayList<>();

  /**
   * The settings that all sweeps of this coordinator share.
   *
   * @param credentials of targets
   */
  public SweepSettings settings(CredentialStore credentials) {
    return new SweepSettings(
        references().stream()
            .map(site -> OptionValue.read("--reference", site, Target::parse))
            .toList(),
        controlNames,
        neutral.map(site -> OptionValue.read("--neutral", site, Target::parse)),
        resolvers.stream()
            .map(text -> OptionValue.read("--resolver", text, Resolver::parse))
            .toList(),
        credentials);
  }

  private List<String> references() {
    if (references.isEmpty()) {
      return SweepSettings.DEFAULT_REFERENCES;
    }
    if (!references.contains(NO_REFERENCES)) {
      return references;
    }
    if (references.size() > 1) {
      throw CliException.usage(
          "--reference takes none alone or sites, got: " + String.join(", ", references));
    }
    return List.of();
  }
}
