package dev.parallax.agent.probe;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.parallax.agent.probe.trial.ProbeResult;
import dev.parallax.model.observation.ReceivedData;
import dev.parallax.model.plan.Arm;
import dev.parallax.model.plan.ProbeSpec;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Servers and networks that stop the data of a connection after a part of it. */
@ExtendWith(Leaks.class)
final class BigAnswerTest {
  private static final Prober PROBER = Probes.prober();
  private static final long STEP_MILLIS = 5_000;
  private static final long SHORT_MILLIS = 1_500;
  private static final int FREEZE = 16 * 1024;
  private static final String LONG =
      "HTTP/1.1 200 OK\r\nContent-Length: 1000000\r\n\r\n" + "x".repeat(1_000_000);
  private static final String SMALL =
      "HTTP/1.1 200 OK\r\nContent-Length: 4000\r\n\r\n" + "x".repeat(4_000);

  @AfterAll
  static void close() {
    PROBER.close();
  }

  static ProbeSpec spec(int port) {
    return Probes.http(port).spec().but().as(Arm.BIG_ANSWER, "").build();
  }

  @Test
  void frozenAfterSixteenKilobytes_isACutWithItsOffset() throws Exception {
    try (var peer = Peer.of(talk -> talk.readRequest().say(LONG.substring(0, FREEZE)))) {
      var result = Probes.one(PROBER, spec(peer.port()), SHORT_MILLIS);

      assertEquals("http:http_cut_after_bytes", Probes.word(result), result::toString);
      assertEquals(FREEZE, received(result).bytes());
      assertTrue(received(result).segments() >= 1, result::toString);
      assertTrue(result.outcome().toString().contains("after 16,384 bytes"), result::toString);
    }
  }

  @Test
  void resetWithinAnAnswer_isACut() throws Exception {
    try (var peer =
        Peer.of(talk -> talk.readRequest().say(LONG.substring(0, FREEZE)).resetAfter(60))) {
      var result = Probes.one(PROBER, spec(peer.port()), STEP_MILLIS);

      assertEquals("http:http_cut_after_bytes", Probes.word(result), result::toString);
    }
  }

  /** Short pages are requested again: the freeze counts the bytes of the connection. */
  @Test
  void frozenBetweenShortAnswers_isACutWithTheOffsetOfTheConnection() throws Exception {
    try (var peer =
        Peer.of(
            talk -> {
              for (int i = 0; i < 4; i++) {
                talk.readRequest().say(SMALL);
              }
              talk.readRequest();
            })) {
      var result = Probes.one(PROBER, spec(peer.port()), SHORT_MILLIS);

      assertEquals("http:http_cut_after_bytes", Probes.word(result), result::toString);
      assertEquals(4L * SMALL.length(), received(result).bytes());
    }
  }

  @Test
  void longAnswer_isReadUpToTheLimitAndOk() throws Exception {
    try (var peer = Peer.of(talk -> talk.readRequest().say(LONG))) {
      var result = Probes.one(PROBER, spec(peer.port()), STEP_MILLIS);

      assertEquals("ok", Probes.word(result), result::toString);
      assertTrue(received(result).bytes() >= BigAnswer.WANTED, result::toString);
      assertTrue(received(result).bytes() < 2 * BigAnswer.WANTED, result::toString);
    }
  }

  @Test
  void shortAnswers_areRepeatedUpToTheLimitAndOk() throws Exception {
    try (var peer = Peer.of(BigAnswerTest::serveShort)) {
      var result = Probes.one(PROBER, spec(peer.port()), STEP_MILLIS);

      assertEquals("ok", Probes.word(result), result::toString);
      assertTrue(received(result).bytes() >= BigAnswer.WANTED, result::toString);
    }
  }

  private static void serveShort(Peer.Talk talk) throws IOException {
    for (int i = 0; i < 100; i++) {
      talk.readRequest().say(SMALL);
    }
  }

  @Test
  void serverThatClosesAfterAnAnswer_isOk() throws Exception {
    var close = SMALL.replaceFirst("\r\n", "\r\nConnection: close\r\n");
    try (var closing = Peer.of(talk -> talk.readRequest().say(close).finish());
        var silent = Peer.of(talk -> talk.readRequest().say(SMALL).finish())) {
      for (var peer : new Peer[] {closing, silent}) {
        var result = Probes.one(PROBER, spec(peer.port()), STEP_MILLIS);
        assertEquals("ok", Probes.word(result), result::toString);
        assertTrue(received(result).bytes() >= 4_000, result::toString);
      }
    }
  }

  @Test
  void errorStatus_isTheFailureOfBase() throws Exception {
    try (var peer =
        Peer.of(talk -> talk.readRequest().say("HTTP/1.1 404 No\r\nContent-Length: 0\r\n\r\n"))) {
      var result = Probes.one(PROBER, spec(peer.port()), STEP_MILLIS);
      assertEquals("http:http_status_4xx", Probes.word(result), result::toString);
    }
  }

  @Test
  void noAnswerAtAll_isTheFailureOfBase() throws Exception {
    try (var peer = Peer.of(Peer.Talk::readRequest)) {
      var result = Probes.one(PROBER, spec(peer.port()), SHORT_MILLIS);
      assertEquals("http:http_timeout", Probes.word(result), result::toString);
    }
  }

  /** Over TLS, as in the networks of the reports: the handshake counts too. */
  @Test
  void frozenOverTls_isACut() throws Exception {
    try (var peer =
        Peer.of(
            talk -> {
              var tls = TlsTalk.handshake(talk);
              var in = tls.getInputStream();
              for (int blank = 0; blank < 4; ) {
                int next = in.read();
                blank = next == '\r' || next == '\n' ? blank + 1 : 0;
              }
              tls.getOutputStream()
                  .write(LONG.substring(0, FREEZE).getBytes(StandardCharsets.US_ASCII));
              tls.getOutputStream().flush();
            })) {
      var spec =
          Probes.https(peer.port()).spec().but().as(Arm.BIG_ANSWER, "").judged(false).build();
      var result = Probes.one(PROBER, spec, SHORT_MILLIS);

      assertEquals("http:http_cut_after_bytes", Probes.word(result), result::toString);
      assertTrue(received(result).bytes() > FREEZE, result::toString);
    }
  }

  private static ReceivedData received(ProbeResult result) {
    return result.steps().http().orElseThrow().received().orElseThrow();
  }
}
