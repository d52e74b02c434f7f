package dev.parallax.sweep;

import dev.parallax.model.Resolver;
import dev.parallax.model.Target;
import java.util.List;
import java.util.Optional;

/**
 * What the coordinator's operator decided for every sweep.
 *
 * @param references unrelated known-good sites; three or more tell most
 * @param controlNames innocuous server names for the control arm, the first is used
 * @param neutral a server elsewhere to which the real server name may be sent
 * @param resolvers name servers every agent may be told to ask besides its own
 */
public record SweepSettings(
    List<Target> references,
    List<String> controlNames,
    Optional<Target> neutral,
    List<Resolver> resolvers) {
  public static final List<String> DEFAULT_REFERENCES =
      List.of("https://www.iana.org", "https://www.wikipedia.org", "https://letsencrypt.org");
  public static final String DEFAULT_CONTROL_NAME = "www.example.com";

  public SweepSettings {
    references = List.copyOf(references);
    controlNames =
        controlNames.isEmpty() ? List.of(DEFAULT_CONTROL_NAME) : List.copyOf(controlNames);
    resolvers = List.copyOf(resolvers);
  }

  /** Without named resolvers. */
  public SweepSettings(
      List<Target> references, List<String> controlNames, Optional<Target> neutral) {
    this(references, controlNames, neutral, List.of());
  }
}
