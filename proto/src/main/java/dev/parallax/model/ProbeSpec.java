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
 * @param address connect here and resolve nothing
 * @param serverName the SNI to send; absent sends none
 * @param lastStep where the probe stops when all goes well
 * @param judgeCertificate whether an invalid certificate is a failure (control arms ask only for a
 *     handshake)
 * @param helloDelay wait max(two RTT, this) between connect and ClientHello; zero sends at once
 * @param trials 1 or more
 */
public record ProbeSpec(
    String target,
    Arm arm,
    String variant,
    Scheme scheme,
    String host,
    int port,
    Optional<InetAddress> address,
    Optional<String> serverName,
    String path,
    Step lastStep,
    boolean judgeCertificate,
    Duration helloDelay,
    int trials) {
  public ProbeSpec {
    Check.port(port);
    Check.that(trials >= 1, "a probe has 1 or more trials", trials);
    Check.that(!helloDelay.isNegative(), "a delay is not negative", helloDelay);
  }
}
