package dev.parallax.agent.probe;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.parallax.agent.probe.trial.ProbeResult;
import dev.parallax.model.failure.Outcome;
import dev.parallax.model.failure.Step;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** A packet filter of this host, with real rules on loopback. */
@ExtendWith(Leaks.class)
class HostRefusalTest {
  /** The SYN is retransmitted after one second, and again after one to three. */
  private static final long STEP_MILLIS = 3_500;

  @BeforeAll
  static void needsFilter() throws Exception {
    assumeTrue(Firewall.isOurs(), "needs root and iptables");
  }

  @Test
  void synKeptBack_isNoTimeoutOfThePeer() throws Exception {
    try (var prober = Probes.prober();
        var peer = Peer.of(talk -> {});
        var _ = Firewall.keepAll("tcp", peer.port())) {
      var result = Probes.one(prober, Probes.tls(peer.port()).spec(), STEP_MILLIS);
      assertEquals("tcp:operation_not_permitted", Probes.word(result), result::toString);
      assertTrue(detail(result).contains("this host did not send the packets"), detail(result));
    }
  }

  @Test
  void helloKeptBack_isNoSilenceOfThePeer() throws Exception {
    try (var prober = Probes.prober();
        var peer = Peer.of(talk -> {})) {
      prober.warmUp();
      try (var _ = Firewall.keepData(peer.port())) {
        var result = Probes.one(prober, Probes.tls(peer.port()).spec(), STEP_MILLIS);
        assertEquals("tls:operation_not_permitted", Probes.word(result), result::toString);
      }
    }
  }

  @Test
  void queryKeptBack_isNoAnswerOfARouter() throws Exception {
    try (var resolver = DnsPeer.of(query -> List.of(query.reply(0x8180)));
        var prober = Probes.prober(resolver.address());
        var _ = Firewall.keepAll("udp", resolver.address().getPort())) {
      var spec = Probes.tls(443).resolved().spec(Step.DNS);
      assertEquals(
          "dns:operation_not_permitted", Probes.word(Probes.one(prober, spec, STEP_MILLIS)));
    }
  }

  private static String detail(ProbeResult result) {
    return result.outcome() instanceof Outcome.Failed(var failure) ? failure.detail() : "";
  }
}
