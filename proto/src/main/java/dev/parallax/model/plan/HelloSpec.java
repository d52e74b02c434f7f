package dev.parallax.model.plan;

import dev.parallax.model.value.Check;
import dev.parallax.model.value.HostSyntax;
import java.time.Duration;
import java.util.Optional;

/**
 * The ClientHello of a probe and its delay.
 *
 * @param serverName the SNI to send; absent sends none
 * @param recipe instead of the plan's
 * @param delay wait max(two RTT, this) between connect and ClientHello; zero sends at once; at most
 *     60 s
 * @param presentCertificate answer a request for a client certificate with a self-signed
 *     certificate generated for this probe; otherwise with none
 */
public record HelloSpec(
    Optional<String> serverName,
    Optional<HelloRecipe> recipe,
    Duration delay,
    boolean presentCertificate) {
  private static final Duration LONGEST_DELAY = Duration.ofSeconds(60);

  public HelloSpec {
    serverName.ifPresent(
        name ->
            Check.text(
                HostSyntax.isName(name),
                "a server name is a DNS name (RFC 6066, section 3)",
                name));
    Check.span(delay, LONGEST_DELAY, "the delay of a ClientHello");
  }

  /** This name with the plan's recipe, without delay. */
  public static HelloSpec named(Optional<String> serverName) {
    return new HelloSpec(serverName, Optional.empty(), Duration.ZERO, false);
  }

  public HelloSpec by(HelloRecipe other) {
    return new HelloSpec(serverName, Optional.of(other), delay, presentCertificate);
  }

  public HelloSpec after(Duration other) {
    return new HelloSpec(serverName, recipe, other, presentCertificate);
  }

  public HelloSpec withCertificate() {
    return new HelloSpec(serverName, recipe, delay, true);
  }
}
