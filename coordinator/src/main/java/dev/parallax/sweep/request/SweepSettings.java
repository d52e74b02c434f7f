package dev.parallax.sweep.request;

import dev.parallax.model.endpoint.Resolver;
import dev.parallax.model.endpoint.Target;
import java.util.List;
import java.util.Optional;

/**
 * The coordinator's settings for every sweep.
 *
 * @param references unrelated known-good sites; three or more are recommended, of more than three
 *     each sweep probes three in turn; empty for none
 * @param controlNames innocuous server names for the control arm, the first is used
 * @param neutral a server of another network to which the real server name may be sent
 * @param resolvers name servers that agents may query in addition to their own
 * @param credentials of targets; in no plan and no record
 */
public record SweepSettings(
    List<Target> references,
    List<String> controlNames,
    Optional<Target> neutral,
    List<Resolver> resolvers,
    CredentialStore credentials) {
  /**
   * Sites of twelve operators in seven countries, neighbours in the list on different networks;
   * each sweep probes three of them in turn. None is known to be blocked by a country.
   */
  public static final List<String> DEFAULT_REFERENCES =
      List.of(
          "https://www.iana.org",
          "https://www.apple.com",
          "https://www.ripe.net",
          "https://www.debian.org",
          "https://www.baidu.com",
          "https://www.apnic.net",
          "https://www.microsoft.com",
          "https://registro.br",
          "https://www.kernel.org",
          "https://www.nic.ad.jp",
          "https://letsencrypt.org",
          "https://www.afrinic.net");

  public static final String DEFAULT_CONTROL_NAME = "www.example.com";

  public SweepSettings {
    references = List.copyOf(references);
    controlNames =
        controlNames.isEmpty() ? List.of(DEFAULT_CONTROL_NAME) : List.copyOf(controlNames);
    resolvers = List.copyOf(resolvers);
  }

  /** Without credentials. */
  public SweepSettings(
      List<Target> references,
      List<String> controlNames,
      Optional<Target> neutral,
      List<Resolver> resolvers) {
    this(references, controlNames, neutral, resolvers, CredentialStore.NONE);
  }

  /** Without named resolvers. */
  public SweepSettings(
      List<Target> references, List<String> controlNames, Optional<Target> neutral) {
    this(references, controlNames, neutral, List.of());
  }
}
