package dev.parallax.agent.probe;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.parallax.agent.probe.trial.ProbeResult;
import dev.parallax.model.observation.HttpNote;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Servers that answer a request by HTTP/1.1 with frames of HTTP/2. */
@ExtendWith(Leaks.class)
final class Http2OnlyTest {
  /** SETTINGS, then GOAWAY with PROTOCOL_ERROR, as servers send them. */
  private static final byte[] FRAMES =
      HexFormat.of()
          .parseHex("000006040000000000000300000064" + "0000080700000000000000000000000001");

  private static final Prober PROBER = Probes.prober();
  private static final long STEP_MILLIS = 5_000;

  @AfterAll
  static void close() {
    PROBER.close();
  }

  @Test
  void framesOfHttp2_areNoFailureOfTheServer() throws Exception {
    try (var peer =
        Peer.of(
            talk -> {
              talk.readRequest().socket().getOutputStream().write(FRAMES);
              talk.finish();
            })) {
      check(Probes.one(PROBER, Probes.http(peer.port()).spec(), STEP_MILLIS));
    }
  }

  @Test
  void framesOverTls_areNoFailureOfTheServer() throws Exception {
    try (var peer =
        Peer.of(
            talk -> {
              var tls = TlsTalk.handshake(talk);
              tls.getOutputStream().write(FRAMES);
              tls.close();
            })) {
      var spec = Probes.https(peer.port()).spec().but().judged(false).build();
      var result = Probes.one(PROBER, spec, STEP_MILLIS);
      check(result);
      assertTrue(result.steps().tls().isPresent(), result::toString);
    }
  }

  private static void check(ProbeResult result) {
    assertEquals("not_run:unsupported", Probes.word(result), result::toString);
    assertTrue(result.outcome().toString().contains("HTTP/2 alone"), result::toString);
    assertEquals(List.of(HttpNote.HTTP2_ONLY), result.steps().http().orElseThrow().notes());
  }
}
