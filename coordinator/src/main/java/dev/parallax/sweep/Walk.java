package dev.parallax.sweep;

import dev.parallax.model.Arm;
import dev.parallax.model.Arms;
import dev.parallax.model.HopLimit;
import dev.parallax.model.HopLimit.Packet;
import dev.parallax.model.Observation;
import dev.parallax.model.PathStep;
import dev.parallax.model.ProbeSpecBuilder;
import dev.parallax.model.Target;
import dev.parallax.model.TargetResults;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * The probes of a TTL walk, one a hop: the SYN, which says how far away the target is; and where
 * the target speaks TLS, the ClientHello with its own name and with a control's, the failing arm
 * beside a passing one. Each of the three from one source port, so that a path that is split by
 * flow stays one path.
 */
record Walk(TargetResults results, String controlName) {
  /** A target is seldom farther; three walks of this length fit a sweep. */
  private static final int HOPS = 16;

  private static final int BEYOND = 2;
  private static final int SYN_PORT = 43_201;
  private static final int HELLO_PORT = 43_303;
  private static final int CONTROL_PORT = 43_407;

  Stream<ProbeSpecBuilder> probes() {
    var target = results.target();
    var syn = walk(Packet.SYN, target.serverName(), SYN_PORT);
    if (!target.scheme().encrypted()) {
      return syn;
    }
    var hello = walk(Packet.HELLO, target.serverName(), HELLO_PORT);
    var control =
        target.serverName().isEmpty()
            ? Stream.<ProbeSpecBuilder>of()
            : walk(Packet.HELLO, Optional.of(controlName), CONTROL_PORT);
    return Stream.of(syn, hello, control).flatMap(walk -> walk);
  }

  private Stream<ProbeSpecBuilder> walk(Packet packet, Optional<String> name, int port) {
    return IntStream.rangeClosed(1, farthest())
        .mapToObj(hops -> step(results.target(), new HopLimit(hops, packet), name, port));
  }

  private static ProbeSpecBuilder step(
      Target target, HopLimit limit, Optional<String> name, int port) {
    return Arms.ttlWalk(target, limit, name).route(route -> route.from(port)).trials(1);
  }

  /** A little beyond what a traceroute reached, if one did. */
  private int farthest() {
    var reached =
        results.observations().stream()
            .filter(seen -> seen.key().arm() == Arm.TRACEROUTE && seen.ok())
            .flatMapToInt(seen -> reached(seen).stream())
            .max();
    return reached.isPresent() ? Math.min(HOPS * 2, reached.getAsInt() + BEYOND) : HOPS;
  }

  private static OptionalInt reached(Observation seen) {
    return seen.steps().path().stream()
        .flatMap(path -> path.replies().stream())
        .filter(reply -> reply.from().isPresent())
        .mapToInt(PathStep.Reply::hops)
        .max();
  }
}
