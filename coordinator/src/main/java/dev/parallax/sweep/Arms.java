package dev.parallax.sweep;

import dev.parallax.model.Arm;
import dev.parallax.model.ProbeSpec;
import dev.parallax.model.Scheme;
import dev.parallax.model.Step;
import dev.parallax.model.Target;
import java.net.InetAddress;
import java.time.Duration;
import java.util.Optional;

/** Each arm as the probe it stands for: the base probe with exactly one factor changed. Pure. */
final class Arms {
  /** Longer than the boxes that reset accepted connections on their own take (about 240 ms). */
  private static final Duration HELLO_DELAY = Duration.ofSeconds(1);

  private Arms() {}

  static ProbeSpec base(Target target, int trials) {
    return new ProbeSpec(
        target.name(),
        Arm.BASE,
        "",
        target.scheme(),
        target.host(),
        target.port(),
        target.pinned(),
        target.serverName(),
        target.path(),
        target.scheme().lastStep(),
        target.scheme().encrypted(),
        Duration.ZERO,
        trials);
  }

  /** Another server name, or none: only the handshake counts, whatever certificate comes back. */
  static ProbeSpec serverName(Target target, Arm arm, Optional<String> name, int trials) {
    var base = base(target, trials);
    return new ProbeSpec(
        base.target(),
        arm,
        name.orElse(""),
        base.scheme(),
        base.host(),
        base.port(),
        base.address(),
        name,
        base.path(),
        Step.TLS,
        false,
        Duration.ZERO,
        trials);
  }

  static ProbeSpec delayedHello(Target target, int trials) {
    var base = base(target, trials);
    return new ProbeSpec(
        base.target(),
        Arm.DELAYED_HELLO,
        "",
        base.scheme(),
        base.host(),
        base.port(),
        base.address(),
        base.serverName(),
        base.path(),
        Step.TLS,
        false,
        HELLO_DELAY,
        trials);
  }

  static ProbeSpec at(Target target, Arm arm, InetAddress address, int trials) {
    var base = base(target, trials);
    return new ProbeSpec(
        base.target(),
        arm,
        address.getHostAddress(),
        base.scheme(),
        base.host(),
        base.port(),
        Optional.of(address),
        base.serverName(),
        base.path(),
        base.lastStep(),
        base.judgeCertificate(),
        Duration.ZERO,
        trials);
  }

  /** The target's name, sent to a server that has nothing to do with it. */
  static ProbeSpec neutral(Target target, Target neutral, int trials) {
    return new ProbeSpec(
        target.name(),
        Arm.REAL_SNI_AT_NEUTRAL,
        neutral.name(),
        Scheme.TLS,
        neutral.host(),
        neutral.port(),
        neutral.pinned(),
        target.serverName(),
        "/",
        Step.TLS,
        false,
        Duration.ZERO,
        trials);
  }

  static ProbeSpec reference(Target reference, int trials) {
    var base = base(reference, trials);
    return new ProbeSpec(
        base.target(),
        Arm.REFERENCE,
        reference.name(),
        base.scheme(),
        base.host(),
        base.port(),
        base.address(),
        base.serverName(),
        base.path(),
        base.lastStep(),
        base.judgeCertificate(),
        Duration.ZERO,
        trials);
  }
}
