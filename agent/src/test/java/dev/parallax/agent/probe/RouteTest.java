package dev.parallax.agent.probe;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.parallax.agent.policy.Cidr;
import dev.parallax.agent.policy.Policy;
import dev.parallax.agent.probe.trial.ProbeResult;
import dev.parallax.agent.probe.trial.ProberConfig;
import dev.parallax.model.endpoint.Family;
import dev.parallax.model.endpoint.Scheme;
import dev.parallax.model.endpoint.Target;
import dev.parallax.model.failure.Step;
import dev.parallax.model.plan.Arms;
import dev.parallax.model.plan.ProbeSpec;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** The same target by another address, port or family. */
@ExtendWith(Leaks.class)
class RouteTest {
  private static final Policy LOOPBACKS =
      Policy.of(List.of(Cidr.parse("127.0.0.0/8"), Cidr.parse("::1/128")));

  @Test
  void family_keepsOnlyItsAddresses() throws Exception {
    try (var dns =
            DnsPeer.of(
                query ->
                    List.of(
                        query.reply(0x8180, DnsPeer.record(query.asksA() ? "127.0.0.1" : "::1"))));
        var prober = prober(dns);
        var peer = Peer.of(talk -> {})) {
      var v4 = one(prober, resolved(peer.port(), Family.IPV4));
      assertEquals("ok", Probes.word(v4), v4::toString);
      assertEquals(Optional.of(Probes.LOOPBACK), v4.address());
      var v6 = one(prober, resolved(peer.port(), Family.IPV6));
      assertEquals(Optional.of(InetAddress.ofLiteral("::1")), v6.address());
    }
  }

  @Test
  void familyTheNameLacks_isNotRun_andKeepsTheResolution() throws Exception {
    try (var dns = DnsPeer.of(query -> query.a("127.0.0.1"));
        var prober = prober(dns)) {
      var result = one(prober, resolved(443, Family.IPV6));
      assertEquals("not_run:unsupported", Probes.word(result), result::toString);
      assertTrue(result.outcome().toString().contains("no ipv6 address"), result::toString);
      assertTrue(result.steps().dns().isPresent());
    }
  }

  @Test
  void familyOfAGivenAddress_mustFit() {
    try (var prober = Probes.prober()) {
      var spec = Arms.otherFamily(target(Scheme.TLS, 443), Family.IPV6).build();
      assertEquals("not_run:unsupported", Probes.word(one(prober, spec)));
    }
  }

  @Test
  void otherPort_connectsThereAndNoMore() throws Exception {
    try (var prober = Probes.prober();
        var other = Peer.of(talk -> talk.readUntil('\n'))) {
      var open = one(prober, Arms.otherPort(target(Scheme.HTTPS, 1), other.port()).build());
      assertEquals("ok", Probes.word(open));
      assertEquals(other.port(), open.steps().tcp().orElseThrow().port());
      int closed = Peer.closedPort();
      var shut = one(prober, Arms.otherPort(target(Scheme.HTTPS, other.port()), closed).build());
      assertEquals("tcp:connection_refused", Probes.word(shut));
      assertTrue(other.received.isEmpty());
    }
  }

  @Test
  void siblingAddress_isConnectedToInsteadOfTheTargets() throws Exception {
    var sibling = InetAddress.ofLiteral("127.0.0.2");
    try (var prober = Probes.prober();
        var server = new ServerSocket(0, 5, sibling)) {
      var target = target(Scheme.HTTPS, server.getLocalPort());
      assertEquals(
          "tcp:connection_refused",
          Probes.word(one(prober, Arms.base(target).until(Step.TCP).build())));
      var result = one(prober, Arms.sibling(target, sibling).build());
      assertEquals("ok", Probes.word(result));
      assertEquals(Optional.of(sibling), result.address());
      assertTrue(result.steps().tls().isEmpty());
    }
  }

  private static Prober prober(DnsPeer dns) {
    var config = new ProberConfig(Optional.empty(), dns.address(), List.of());
    return new Prober(config, LOOPBACKS, Clock.systemUTC());
  }

  private static ProbeSpec resolved(int port, Family family) {
    var target = new Target(Scheme.TLS, Probes.HOST, port, Optional.empty(), "/");
    return Arms.otherFamily(target, family).only(Step.TCP).build();
  }

  private static Target target(Scheme scheme, int port) {
    return new Target(scheme, Probes.HOST, port, Optional.of(Probes.LOOPBACK), "/");
  }

  private static ProbeResult one(Prober prober, ProbeSpec spec) {
    return Probes.one(prober, spec, 2_000);
  }
}
