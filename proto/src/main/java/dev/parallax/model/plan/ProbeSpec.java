package dev.parallax.model.plan;

import dev.parallax.model.endpoint.Family;
import dev.parallax.model.endpoint.Resolver;
import dev.parallax.model.endpoint.Scheme;
import dev.parallax.model.endpoint.Target;
import dev.parallax.model.exchange.Exchange;
import dev.parallax.model.failure.Step;
import dev.parallax.model.value.Ascii;
import dev.parallax.model.value.Check;
import dev.parallax.model.value.HostSyntax;
import java.net.InetAddress;
import java.time.Duration;
import java.util.Optional;

/**
 * One complete probe of a plan, so that an agent needs no knowledge of the purpose of an arm.
 *
 * @param target {@link Target#name()} of its target; for a reference, of the reference itself
 * @param variant the arm's parameter, empty when it has none; at most 2,600 characters
 * @param host a lower-case DNS name or an address literal: the name to resolve and the name a
 *     certificate must carry
 * @param resolver the name server instead of the host's own
 * @param path of the HTTP request: visible ASCII, at most 2,048 characters
 * @param upgrade request a WebSocket upgrade (RFC 6455, section 4.1) instead of the page
 * @param lastStep the last step of a successful probe
 * @param judgeCertificate whether an invalid certificate is a failure (control arms need only the
 *     handshake)
 * @param trials 1 to 1,000
 * @param exchange what is sent beyond the default request, and what must come back
 */
public record ProbeSpec(
    String target,
    Arm arm,
    String variant,
    Medium medium,
    Scheme scheme,
    String host,
    int port,
    Optional<Resolver> resolver,
    Route route,
    HelloSpec hello,
    String path,
    boolean upgrade,
    Step lastStep,
    boolean judgeCertificate,
    int trials,
    Exchange exchange) {
  public static final int MOST_TRIALS = 1_000;

  /** The longest is the spelling of a target. */
  private static final int LONGEST_VARIANT = 2_600;

  public ProbeSpec {
    Check.text(
        isCanonical(target), "a probe's target is spelled as Target.name() spells it", target);
    Check.text(
        variant.length() <= LONGEST_VARIANT && Ascii.isVisible(variant),
        "a probe's variant is at most " + LONGEST_VARIANT + " characters of visible ASCII",
        variant);
    Check.text(
        HostSyntax.isHost(host), "a probe's host is a lower-case DNS name or an address", host);
    Check.port(port);
    Check.path(path, Target.LONGEST_PATH);
    Check.that(
        trials >= 1 && trials <= MOST_TRIALS,
        "a probe has 1 to " + MOST_TRIALS + " trials",
        trials);
  }

  private static boolean isCanonical(String target) {
    return target.length() <= LONGEST_VARIANT && Target.parse(target).name().equals(target);
  }

  /** The base probe of a target, for arms that change exactly one factor. */
  public static ProbeSpecBuilder of(Target target) {
    return new ProbeSpecBuilder(target);
  }

  /** A copy to change. */
  public ProbeSpecBuilder but() {
    return new ProbeSpecBuilder(this);
  }

  /** The same with one address family; empty when it is bound to an address or a family already. */
  public Optional<ProbeSpec> over(Family family) {
    if (family == Family.ANY) {
      return Optional.of(this);
    }
    var there = address().or(() -> HostSyntax.address(host));
    return route.family() == Family.ANY && there.map(family::admits).orElse(true)
        ? Optional.of(but().route(way -> way.only(family)).build())
        : Optional.empty();
  }

  /** Connects to this address without a resolution. */
  public Optional<InetAddress> address() {
    return route.address();
  }

  /** The SNI to send; absent sends none. */
  public Optional<String> serverName() {
    return hello.serverName();
  }

  /** Wait max(two RTT, this) between connect and ClientHello. */
  public Duration helloDelay() {
    return hello.delay();
  }
}
