package dev.parallax.agent.probe;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.parallax.model.endpoint.Scheme;
import dev.parallax.model.endpoint.Target;
import dev.parallax.model.plan.Arms;
import dev.parallax.model.plan.ProbeSpec;
import java.net.ServerSocket;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.parallel.Isolated;

/** Trials that all come from one source port. */
@ExtendWith(Leaks.class)
@Isolated("a process that another test starts holds a copy of the previous socket until its exec")
class SourcePortTest {
  @Test
  void sameSourcePort_againAndAgainAtOnce() throws Exception {
    var seen = new CopyOnWriteArrayList<Integer>();
    try (var prober = Probes.prober();
        var peer =
            Peer.of(
                talk -> {
                  seen.add(talk.socket().getPort());
                  TlsTalk.serve(talk);
                })) {
      // After the peer listens, whose port must not be the same.
      int port = Peer.closedPort();
      var spec = from(port, peer.port());
      for (int i = 0; i < 5; i++) {
        var result = Probes.one(prober, spec, 5_000);
        assertEquals("ok", Probes.word(result), result::toString);
        assertEquals(port, result.steps().tcp().orElseThrow().localPort());
      }
      assertEquals(List.of(port, port, port, port, port), seen);
    }
  }

  @Test
  void sameSourcePort_alsoWhenThePeerClosesFirst() throws Exception {
    try (var prober = Probes.prober();
        var peer = Peer.of(talk -> talk.readRecord().finish())) {
      int port = Peer.closedPort();
      var spec = from(port, peer.port());
      for (int i = 0; i < 3; i++) {
        var result = Probes.one(prober, spec, 5_000);
        assertEquals("tls:eof_after_client_hello", Probes.word(result), result::toString);
      }
    }
  }

  @Test
  void takenSourcePort_isOurFault_named() throws Exception {
    try (var prober = Probes.prober();
        var taken = new ServerSocket(0, 1, Probes.LOOPBACK);
        var peer = Peer.of(talk -> {})) {
      int port = taken.getLocalPort();
      var spec = from(port, peer.port());
      var result = Probes.one(prober, spec, 1_000);
      assertEquals("not_run:agent_error", Probes.word(result), result::toString);
      assertTrue(result.outcome().toString().contains("source port " + port), result::toString);
    }
  }

  private static ProbeSpec from(int port, int peer) {
    var target = new Target(Scheme.TLS, Probes.HOST, peer, Optional.of(Probes.LOOPBACK), "/");
    return Arms.samePort(target, port).build();
  }
}
