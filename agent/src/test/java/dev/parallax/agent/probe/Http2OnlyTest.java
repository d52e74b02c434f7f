package dev.parallax.agent.probe;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.parallax.agent.probe.trial.ProbeResult;
import dev.parallax.model.observation.HttpNote;
import dev.parallax.model.plan.Arm;
import dev.parallax.model.plan.Arms;
import dev.parallax.model.plan.ProbeSpec;
import java.io.IOException;
import java.net.Socket;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Servers that speak HTTP/2 and no HTTP/1.1: they are asked by HTTP/2, on a second connection. */
@ExtendWith(Leaks.class)
final class Http2OnlyTest {
  private static final Prober PROBER = Probes.prober();
  private static final long STEP_MILLIS = 5_000;

  private final List<String> requests = new CopyOnWriteArrayList<>();
  private final AtomicInteger connections = new AtomicInteger();

  /** The answer to a request by HTTP/2. */
  private interface Answer {
    void to(Http2Talk talk) throws Exception;
  }

  @AfterAll
  static void close() {
    PROBER.close();
  }

  @Test
  void inTheClear_thePageIsRequestedByHttp2() throws Exception {
    try (var peer = inTheClear(talk -> talk.head(Http2Talk.OK, false).body("<title>two</title>"))) {
      var result = probe(Probes.http(peer.port()).spec());
      assertOk(result);
      assertEquals(Optional.of("two"), result.steps().http().orElseThrow().title());
      assertEquals(
          List.of("GET http / " + Probes.HOST + ":" + peer.port() + " parallax/0.1"), requests);
      assertEquals(2, connections.get());
    }
  }

  @Test
  void byTheAlertOfAlpn_thePageIsRequestedByHttp2() throws Exception {
    try (var peer = overTls(List.of("h2"), talk -> talk.head(Http2Talk.OK, true))) {
      var result = probe(unjudged(Probes.https(peer.port()).spec()));
      assertOk(result);
      assertEquals("h2", result.steps().tls().orElseThrow().agreed().alpn());
    }
  }

  @Test
  void byFramesOverTls_thePageIsRequestedByHttp2() throws Exception {
    try (var peer = overTls(List.of(), talk -> talk.head(Http2Talk.OK, true))) {
      assertOk(probe(unjudged(Probes.https(peer.port()).spec())));
    }
  }

  /** A handshake alone succeeds as well, for instance of the arm tls12. */
  @Test
  void handshakeAlone_offersHttp2() throws Exception {
    try (var peer = overTls(List.of("h2"), talk -> talk.head(Http2Talk.OK, true))) {
      var spec = Arms.version(HelloTest.target(peer.port()), Arm.TLS12).build();
      assertEquals("ok", Probes.word(probe(spec)));
    }
  }

  @Test
  void statusOfTheResponse_isItsResult() throws Exception {
    try (var peer = inTheClear(talk -> talk.head(Http2Talk.NOT_FOUND, true))) {
      var result = probe(Probes.http(peer.port()).spec());
      assertEquals("http:http_status_4xx", Probes.word(result), result::toString);
      assertEquals(404, result.steps().http().orElseThrow().status());
    }
  }

  @Test
  void redirect_isFollowedOnTheSameConnection() throws Exception {
    try (var peer =
        inTheClear(
            talk -> {
              talk.head("0803333032" + Http2Talk.field("location", "/next"), true);
              requests.add(talk.request().path().toString());
              talk.head(Http2Talk.OK, true);
            })) {
      var result = probe(Probes.http(peer.port()).spec());
      assertOk(result);
      assertEquals("/next", requests.getLast());
      assertEquals(List.of("/next"), result.steps().http().orElseThrow().redirects());
      assertEquals(2, connections.get());
    }
  }

  @Test
  void resetOfTheStream_isAResetWithItsErrorCode() throws Exception {
    try (var peer =
        inTheClear(talk -> talk.frame(Http2Talk.RST_STREAM, 0, talk.stream, "0000000d"))) {
      assertFailure("http:http_reset", "HTTP_1_1_REQUIRED", peer);
    }
  }

  @Test
  void goAway_isAnEndWithItsErrorCodeAndText() throws Exception {
    try (var peer =
        inTheClear(
            talk ->
                talk.frame(
                    Http2Talk.GOAWAY, 0, 0, "000000000000000b" + Http2Talk.hex("too many")))) {
      assertFailure(
          "http:http_eof",
          "GOAWAY with the error code ENHANCE_YOUR_CALM and the text too many",
          peer);
    }
  }

  @Test
  void silence_isATimeout() throws Exception {
    try (var peer = inTheClear(talk -> talk.request())) {
      var result = Probes.one(PROBER, Probes.http(peer.port()).spec(), 400);
      assertEquals("http:http_timeout", Probes.word(result), result::toString);
    }
  }

  @Test
  void responseWithoutStatus_isMalformed() throws Exception {
    try (var peer = inTheClear(talk -> talk.head(Http2Talk.field("server", "x"), true))) {
      assertFailure("http:http_malformed", ":status is three digits", peer);
    }
  }

  /** The limit is this agent's and no failure of the server. */
  @Test
  void moreThan256KibOfFields_isTheAgentsLimit() throws Exception {
    try (var peer =
        inTheClear(
            talk -> {
              var field = Http2Talk.field("x", "a".repeat(100)).repeat(140);
              talk.frame(Http2Talk.HEADERS, 0, talk.stream, Http2Talk.OK);
              for (int part = 0; part < 24; part++) {
                talk.frame(Http2Talk.CONTINUATION, 0, talk.stream, field);
              }
            })) {
      var result = probe(Probes.http(peer.port()).spec());
      assertEquals("not_run:agent_error", Probes.word(result), result::toString);
    }
  }

  private void assertFailure(String word, String part, Peer peer) {
    var result = probe(Probes.http(peer.port()).spec());
    assertEquals(word, Probes.word(result), result::toString);
    assertTrue(result.outcome().toString().contains(part), result::toString);
  }

  private static void assertOk(ProbeResult result) {
    assertEquals("ok", Probes.word(result), result::toString);
    var step = result.steps().http().orElseThrow();
    assertEquals(200, step.status());
    assertEquals("HTTP/2.0", step.version());
    assertEquals(List.of(HttpNote.HTTP2_ONLY), step.notes());
  }

  private static ProbeResult probe(ProbeSpec spec) {
    return Probes.one(PROBER, spec, STEP_MILLIS);
  }

  private static ProbeSpec unjudged(ProbeSpec spec) {
    return spec.but().judged(false).build();
  }

  private Peer inTheClear(Answer answer) {
    return Peer.of(talk -> serve(talk.socket(), answer));
  }

  /**
   * Over TLS.
   *
   * @param protocols the accepted ones; empty for a server without ALPN
   */
  private Peer overTls(List<String> protocols, Answer answer) {
    return Peer.of(
        talk ->
            serve(
                protocols.isEmpty() ? TlsTalk.handshake(talk) : TlsTalk.handshake(talk, protocols),
                answer));
  }

  private void serve(Socket socket, Answer answer) throws IOException {
    connections.incrementAndGet();
    var begun = Http2Talk.begin(socket);
    if (begun.isEmpty()) {
      return;
    }
    try {
      var talk = begun.get();
      var request = talk.request();
      requests.add(
          String.join(
              " ",
              request.method(),
              request.scheme(),
              request.path(),
              request.authority(),
              request.get("user-agent")));
      answer.to(talk);
      socket.getInputStream().readAllBytes();
    } catch (Exception over) {
      throw new IOException(over);
    }
  }
}
