package dev.parallax.model.plan;

import dev.parallax.model.endpoint.Target;
import dev.parallax.model.plan.HopLimit.LimitedPacket;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * The probes of a TTL walk, one for each hop: the SYN, which measures the distance of the target;
 * and for a TLS target, the ClientHello with its own name and with a control name, as a failing and
 * a passing arm. Each of the three uses one source port, so that a path that is split by flow stays
 * one path.
 */
record Walk(Target target, ArmInputs known) {
  private static final int SYN_PORT = 43_201;
  private static final int HELLO_PORT = 43_303;
  private static final int CONTROL_PORT = 43_407;

  Stream<ProbeSpecBuilder> probes() {
    var syn = walk(LimitedPacket.SYN, target.serverName(), SYN_PORT);
    if (!target.scheme().encrypted()) {
      return syn;
    }
    var hello = walk(LimitedPacket.HELLO, target.serverName(), HELLO_PORT);
    var control =
        target.serverName().isEmpty()
            ? Stream.<ProbeSpecBuilder>of()
            : walk(LimitedPacket.HELLO, Optional.of(known.controlName()), CONTROL_PORT);
    return Stream.of(syn, hello, control).flatMap(walk -> walk);
  }

  private Stream<ProbeSpecBuilder> walk(LimitedPacket packet, Optional<String> name, int port) {
    return IntStream.rangeClosed(1, known.hops())
        .mapToObj(hops -> step(new HopLimit(hops, packet), name, port));
  }

  private ProbeSpecBuilder step(HopLimit limit, Optional<String> name, int port) {
    return Arms.ttlWalk(target, limit, name).route(route -> route.from(port)).trials(1);
  }
}
