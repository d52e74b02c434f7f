package dev.parallax.agent.probe;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.parallax.agent.dns.Asker;
import dev.parallax.agent.dns.QueryLimits;
import dev.parallax.agent.dns.Resolution;
import dev.parallax.agent.policy.Gate;
import dev.parallax.agent.policy.GateDecision;
import dev.parallax.agent.policy.SendingBudget;
import dev.parallax.model.endpoint.Resolver;
import dev.parallax.model.endpoint.Target;
import dev.parallax.model.failure.NotRunReason;
import dev.parallax.model.plan.Arms;
import dev.parallax.model.plan.ProbeSpec;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.epoll.EpollIoHandler;
import java.net.InetSocketAddress;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A limit of this host, met over a name server's certificate, is no failure of the name server. */
@ExtendWith(Leaks.class)
class HostileResolverTest {
  private static final long STEP_MILLIS = 5_000;

  @ParameterizedTest(name = "{0}")
  @MethodSource("dev.parallax.agent.probe.HostileChainTest#hostile")
  void chainOverALimit_isNotRun_overTlsAndHttps(String name, byte[] hostile, String limit)
      throws Exception {
    var issuer = OddCertificate.root(OddCertificate.keys("DSA", 2_048));
    var leaf = issuer.leaf(OddCertificate.keys("EC", 256), "SHA256");
    var sent =
        new X509Certificate[] {
          leaf.certificate(), new NotACertificate(issuer.certificate(), hostile)
        };
    try (var peer = TlsPeer.sendingAnything(leaf.keys().getPrivate(), sent);
        var prober = Probes.prober()) {
      for (var scheme : List.of("tls", "https")) {
        var result = Probes.one(prober, spec(scheme, peer.port()), STEP_MILLIS);
        assertEquals("not_run:unsupported", Probes.word(result), result::toString);
        assertTrue(result.outcome().toString().contains(limit), result::toString);
      }
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"tls", "https"})
  void fullQueueOfJudges_isAnErrorOfTheAgent(String scheme) throws Exception {
    var group = new MultiThreadIoEventLoopGroup(1, EpollIoHandler.newFactory());
    var site = Sites.ec();
    try (var peer = TlsPeer.of(site.getKeyPair().getPrivate(), site.getCertificate())) {
      var at = new InetSocketAddress(Probes.LOOPBACK, peer.port());
      var gate = new Gate(Probes.LOCAL, SendingBudget.ample());
      var admission = gate.ownResolver(at, Probes.HOST);
      var permit = assertInstanceOf(GateDecision.Admitted.class, admission).permit();
      var asker =
          new Asker(
              group.next(),
              permit,
              Optional.empty(),
              List.of(site.getCertificate()),
              Clock.systemUTC(),
              RandomGenerator.getDefault(),
              task -> {
                throw new RejectedExecutionException("full");
              });
      var resolution =
          new Resolution(
              asker,
              resolver(scheme, peer.port()),
              Probes.HOST,
              new QueryLimits(Duration.ofMillis(STEP_MILLIS), true, false));
      var resolved =
          CompletableFuture.runAsync(() -> {}, group)
              .thenComposeAsync(nothing -> resolution.run(), group)
              .get(2 * STEP_MILLIS, TimeUnit.MILLISECONDS);
      permit.close();
      assertEquals(
          Optional.of(NotRunReason.AGENT_ERROR),
          resolved.refusal().map(refusal -> refusal.reason()),
          resolved::toString);
    } finally {
      group.shutdownGracefully(0, 2, TimeUnit.SECONDS).awaitUninterruptibly(3_000);
    }
  }

  private static ProbeSpec spec(String scheme, int port) {
    return Arms.otherResolver(Target.parse("https://" + Probes.HOST), resolver(scheme, port))
        .build();
  }

  private static Resolver resolver(String scheme, int port) {
    var path = scheme.equals("https") ? "/dns-query" : "";
    return Resolver.parse(scheme + "://" + Probes.HOST + "@127.0.0.1:" + port + path);
  }
}
