package dev.parallax.agent.probe;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.parallax.agent.policy.Policy;
import dev.parallax.agent.policy.SendingBudget;
import dev.parallax.agent.probe.trial.ProberConfig;
import dev.parallax.model.failure.Step;
import dev.parallax.model.plan.HelloRecipe;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(Leaks.class)
class ConnectTest {
  @Test
  void nothingListens_isRefused() {
    try (var prober = Probes.prober()) {
      var result = Probes.one(prober, Probes.tls(Peer.closedPort()).spec(), 1000);
      assertEquals("tcp:connection_refused", Probes.word(result));
      assertTrue(result.steps().tls().isEmpty());
    }
  }

  @Test
  void fullBacklog_timesOut() throws Exception {
    var waiting = new ArrayList<Socket>();
    try (var prober = Probes.prober();
        var full = new ServerSocket(0, 1, Probes.LOOPBACK)) {
      for (int i = 0; i < 2; i++) {
        waiting.add(new Socket(Probes.LOOPBACK, full.getLocalPort()));
      }
      var result = Probes.one(prober, Probes.tls(full.getLocalPort()).spec(), 400);
      assertEquals("tcp:connect_timeout", Probes.word(result));
      assertTrue(result.steps().tcp().orElseThrow().took().toMillis() >= 390);
    } finally {
      for (var socket : waiting) {
        socket.close();
      }
    }
  }

  @Test
  void lastStepTcp_recordsWhatTheKernelKnows() throws Exception {
    try (var prober = Probes.prober();
        var peer = Peer.of(talk -> {})) {
      var result = Probes.one(prober, Probes.tls(peer.port()).spec(Step.TCP), 1000);
      assertEquals("ok", Probes.word(result));
      var tcp = result.steps().tcp().orElseThrow();
      assertTrue(tcp.localPort() > 0);
      assertTrue(tcp.took().isPositive());
      assertTrue(tcp.info().orElseThrow().mss() > 0);
    }
  }

  @Test
  void bindAddressThisHostLacks_isOurFault() throws Exception {
    var config =
        new ProberConfig(
            Optional.of(InetAddress.ofLiteral("203.0.113.9")), Peer.loopback(9), List.of());
    try (var prober = new Prober(config, Probes.LOCAL, Clock.systemUTC());
        var peer = Peer.of(talk -> {})) {
      var result = Probes.one(prober, Probes.tls(peer.port()).spec(), 1000);
      assertEquals("not_run:agent_error", Probes.word(result));
    }
  }

  @Test
  void bindAddress_isTheSource() throws Exception {
    var config =
        new ProberConfig(
            Optional.of(InetAddress.ofLiteral("127.0.0.7")), Peer.loopback(9), List.of());
    var source = new CompletableFuture<InetAddress>();
    try (var prober = new Prober(config, Probes.LOCAL, Clock.systemUTC());
        var peer = Peer.of(talk -> source.complete(talk.socket().getInetAddress()))) {
      Probes.one(prober, Probes.tls(peer.port()).spec(Step.TCP), 1000);
      assertEquals("/127.0.0.7", source.get(5, TimeUnit.SECONDS).toString());
    }
  }

  @Test
  void pinnedAddressThePolicyRefuses_isNotRun() {
    try (var prober =
        new Prober(
            new ProberConfig(Optional.empty(), Peer.loopback(9), List.of()),
            Policy.PUBLIC,
            Clock.systemUTC())) {
      var result = Probes.one(prober, Probes.tls(443).spec(), 1000);
      assertEquals("not_run:refused_by_policy", Probes.word(result));
    }
  }

  @Test
  void spentBudget_isNotRun() throws Exception {
    var once = new SendingBudget.Rate(1, 1);
    try (var prober =
            new Prober(
                new ProberConfig(Optional.empty(), Peer.loopback(9), List.of()),
                Probes.LOCAL,
                new SendingBudget(once, once, () -> 0),
                Clock.systemUTC());
        var peer = Peer.of(talk -> {})) {
      var spec = Probes.tls(peer.port()).spec(Step.TCP);
      assertEquals("ok", Probes.word(Probes.one(prober, spec, 1000)));
      assertEquals("not_run:budget_exhausted", Probes.word(Probes.one(prober, spec, 1000)));
    }
  }

  @Test
  void closedProber_endsWhatRuns() throws Exception {
    var prober = Probes.prober();
    try (var peer = Peer.of(talk -> {})) {
      var running =
          prober.probe(
              Probes.tls(peer.port()).spec(), HelloRecipe.STANDARD, Duration.ofSeconds(30));
      prober.close();
      var result = running.get(5, TimeUnit.SECONDS).getFirst();
      assertEquals("not_run:agent_error", Probes.word(result));
    }
  }
}
