package dev.parallax.model;

import java.net.InetAddress;
import java.time.Duration;
import java.util.Optional;

/**
 * One probe of a plan, said in full, so that an agent needs no knowledge of what an arm is for.
 *
 * @param target {@link Target#name()} of the target this belongs to; for a reference, of the
 *     reference itself
 * @param variant the arm's parameter, empty when it has none
 * @param host the name to resolve and the name a certificate must carry
 * @param resolver the name server to ask instead of the host's own
 * @param path of the HTTP request
 * @param upgrade ask for a WebSocket upgrade (RFC 6455, section 4.1) instead of the page
 * @param lastStep where the probe stops when all goes well
 * @param judgeCertificate whether an invalid certificate is a failure (control arms ask only for a
 *     handshake)
 * @param trials 1 or more
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
    int trials) {
  public ProbeSpec {
    Check.port(port);
    Check.that(trials >= 1, "a probe has 1 or more trials", trials);
  }

  /** The base probe of a target, to be changed by exactly one factor. */
  public static ProbeSpecBuilder of(Target target) {
    return new ProbeSpecBuilder(target);
  }

  /** A copy to change. */
  public ProbeSpecBuilder but() {
    return new ProbeSpecBuilder(this);
  }

  /** The same over one family; none when it is bound to an address or a family already. */
  public Optional<ProbeSpec> over(Family family) {
    if (family == Family.ANY) {
      return Optional.of(this);
    }
    var there = address().or(() -> TargetParser.address(host));
    return route.family() == Family.ANY && there.map(family::admits).orElse(true)
        ? Optional.of(but().route(way -> way.only(family)).build())
        : Optional.empty();
  }

  /** Connect here and resolve nothing. */
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
