package dev.parallax.sweep.request;

import dev.parallax.model.endpoint.Resolver;
import dev.parallax.model.endpoint.Target;
import java.util.List;
import java.util.Optional;

/**
 * The coordinator's settings for every sweep.
 *
 * @param references unrelated known-good sites; three or more are recommended
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
  public static final List<String> DEFAULT_REFERENCES =
      List.of("https://www.iana.org", "https://www.wikipedia.org", "https://letsencrypt.org");
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
