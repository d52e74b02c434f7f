package dev.parallax.agent.probe;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.parallax.agent.path.RouterChain;
import dev.parallax.agent.policy.Cidr;
import dev.parallax.agent.policy.Policy;
import dev.parallax.agent.probe.trial.ProbeResult;
import dev.parallax.agent.probe.trial.ProberConfig;
import dev.parallax.model.endpoint.Scheme;
import dev.parallax.model.endpoint.Target;
import dev.parallax.model.failure.Step;
import dev.parallax.model.plan.Arms;
import dev.parallax.model.plan.HelloRecipe;
import dev.parallax.model.plan.ProbeSpec;
import dev.parallax.model.plan.ProbeSpecBuilder;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** A plan with the agent's own public address, in a network namespace with public addresses. */
class OwnAddressProbeTest {
  private static final String LATER = "11.77.1.1";
  private static final String ROUTED = "11.77.2.1";
  private static final String LATER6 = "2a00:77::1";

  @RegisterExtension static final RouterChain chain = RouterChain.of(1);

  private Prober prober;
  private ServerSocket server;

  @BeforeEach
  void serve() throws Exception {
    server = chain.client().call(() -> new ServerSocket(0, 50));
    prober = prober();
    // Its threads are in the namespace from the first probe on.
    var _ = run(spec("10.77.9.9", Arms::base));
  }

  @AfterEach
  void stop() throws Exception {
    prober.close();
    server.close();
  }

  @Test
  void addressThatAppearsAtRunTime_isRefused_onEachWay() throws Exception {
    add("addr add " + LATER + "/32 dev lo", "-6 addr add " + LATER6 + "/128 dev lo nodad");
    for (var address : List.of(LATER, LATER6)) {
      assertRefused(spec(address, OwnAddressProbeTest::tls));
      assertRefused(spec(address, Arms::quic));
      assertRefused(spec(address, Arms::traceroute));
      assertRefused(spec(address, Arms::echo));
      assertRefused(spec(address, OwnAddressProbeTest::samePort));
    }
  }

  @Test
  void addressOfARouteOnly_isRefused() throws Exception {
    add("route add local 11.77.2.0/24 dev lo");
    assertRefused(spec(ROUTED, OwnAddressProbeTest::tls));
  }

  @Test
  void addressTheOwnerNames_isProbed() throws Exception {
    add("addr replace " + LATER + "/32 dev lo");
    prober.close();
    prober = prober(LATER);
    assertEquals("ok", word(spec(LATER, OwnAddressProbeTest::tls)));
  }

  private ProbeSpec spec(String address, Function<Target, ProbeSpecBuilder> arm) {
    var at = Optional.of(InetAddress.ofLiteral(address));
    return arm.apply(new Target(Scheme.TLS, Probes.HOST, server.getLocalPort(), at, "/")).build();
  }

  private static ProbeSpecBuilder tls(Target target) {
    return Arms.base(target).until(Step.TCP);
  }

  private static ProbeSpecBuilder samePort(Target target) {
    return Arms.samePort(target, 40_000);
  }

  private static Prober prober(String... allow) {
    return new Prober(
        new ProberConfig(Optional.empty(), Peer.loopback(9), List.of()),
        Policy.of(Stream.of(allow).map(Cidr::parse).toList()),
        Clock.systemUTC());
  }

  private void add(String... lines) throws Exception {
    for (var line : lines) {
      var command =
          Stream.concat(Stream.of("ip"), Stream.of(line.split(" "))).toArray(String[]::new);
      var _ = chain.client().run(command);
    }
  }

  private void assertRefused(ProbeSpec spec) throws Exception {
    assertEquals("not_run:refused_by_policy", word(spec), spec::toString);
  }

  private String word(ProbeSpec spec) throws Exception {
    return Probes.word(run(spec));
  }

  private ProbeResult run(ProbeSpec spec) throws Exception {
    return chain
        .client()
        .call(() -> prober.probe(spec, HelloRecipe.STANDARD, Duration.ofSeconds(1)))
        .get(20, TimeUnit.SECONDS)
        .getFirst();
  }
}
