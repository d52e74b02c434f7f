package dev.parallax.model;

import java.time.Duration;
import java.util.Optional;

/**
 * What a probe says in its ClientHello, and when.
 *
 * @param serverName the SNI to send; absent sends none
 * @param recipe instead of the plan's
 * @param delay wait max(two RTT, this) between connect and ClientHello; zero sends at once
 * @param presentCertificate answer a request for a client certificate with a self-signed one made
 *     for this probe; otherwise with none
 */
public record HelloSpec(
    Optional<String> serverName,
    Optional<HelloRecipe> recipe,
    Duration delay,
    boolean presentCertificate) {
  public HelloSpec {
    Check.that(!delay.isNegative(), "a delay is not negative", delay);
  }

  /** This name by the plan's recipe, at once. */
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
