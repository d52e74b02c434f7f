package dev.parallax.agent.probe;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.parallax.model.endpoint.Scheme;
import dev.parallax.model.endpoint.Target;
import dev.parallax.model.plan.Arm;
import dev.parallax.model.plan.Arms;
import dev.parallax.model.plan.BrowserHello;
import dev.parallax.model.plan.HelloShape;
import dev.parallax.model.plan.ProbeSpecBuilder;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** The application protocols of a ClientHello match the scheme (RFC 7301). */
@ExtendWith(Leaks.class)
class AlpnTest {
  private static final Prober PROBER = Probes.prober();

  @AfterAll
  static void close() {
    PROBER.close();
  }

  /** PostgreSQL 17 sends an alert to a client that offers another protocol than its own. */
  @ParameterizedTest
  @MethodSource("handshakes")
  void postgresIsOfferedToPostgres(ProbeSpecBuilder probe) throws Exception {
    try (var peer =
        Peer.of(
            talk -> {
              StartTlsTalk.POSTGRES.play(talk);
              TlsTalk.handshake(talk, List.of("postgresql")).getInputStream().readAllBytes();
            })) {
      var spec = probe.port(peer.port()).at(Probes.LOOPBACK).judged(false).build();
      assertEquals("ok", Probes.word(Probes.one(PROBER, spec, 5_000)));
    }
  }

  static Stream<ProbeSpecBuilder> handshakes() {
    var target = target(Scheme.POSTGRES);
    return Stream.of(
        Arms.base(target),
        Arms.noSni(target),
        Arms.version(target, Arm.TLS12),
        Arms.browser(target, BrowserHello.CHROME),
        Arms.shaped(target, Arm.BIG_HELLO),
        Arms.splitHello(target, HelloShape.Split.RECORDS),
        Arms.suite(target, "TLS_AES_128_GCM_SHA256"));
  }

  @ParameterizedTest
  @EnumSource(names = {"TLS", "MYSQL"})
  void nothingIsOfferedWhereNoHttpFollows(Scheme scheme) throws Exception {
    try (var peer =
        Peer.of(
            talk -> {
              if (scheme == Scheme.MYSQL) {
                StartTlsTalk.MYSQL.play(talk);
              }
              TlsTalk.handshake(talk, List.of()).getInputStream().readAllBytes();
            })) {
      var spec =
          Arms.base(target(scheme)).port(peer.port()).at(Probes.LOOPBACK).judged(false).build();
      assertEquals("ok", Probes.word(Probes.one(PROBER, spec, 5_000)));
    }
  }

  private static Target target(Scheme scheme) {
    return new Target(scheme, Probes.HOST, 443, Optional.of(Probes.LOOPBACK), "/");
  }
}
