package dev.parallax.agent.probe;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Each peer has one behaviour; the probe must report its word. */
@ExtendWith(Leaks.class)
class WordsTest {
  private static final Prober PROBER = Probes.prober();
  private static final long STEP_MILLIS = 1_800;

  /** The header of a record with a ServerHello of 118 bytes, and the first 8 of those. */
  private static final String SERVER_HELLO_BEGINS = "16 03 03 00 7a 02 00 00 76 03 03 01 02";

  @BeforeAll
  static void loadClasses() {
    PROBER.warmUp();
  }

  @AfterAll
  static void close() {
    PROBER.close();
  }

  @ParameterizedTest(name = "{0} → {3}")
  @MethodSource({"connections", "handshakes", "alerts", "answers"})
  void peerToWord(
      String name, Peer.Script script, Function<Integer, Probes.Probe> probe, String word)
      throws Exception {
    try (var peer = Peer.of(script)) {
      var result = Probes.one(PROBER, probe.apply(peer.port()).spec(), STEP_MILLIS);
      assertEquals(word, Probes.word(result), () -> result.toString());
    }
  }

  static Stream<Arguments> connections() {
    return Stream.of(
        peer("resetsOnAccept", Peer.Talk::reset, WordsTest::delayed, "tcp:reset_before_data"),
        peer("closesOnAccept", Peer.Talk::finish, WordsTest::delayed, "tcp:closed_before_data"),
        peer(
            "resets240msAfterAccept",
            talk -> talk.resetAfter(240),
            WordsTest::delayed,
            "tcp:reset_before_data"),
        peer(
            "resets240msAfterAccept",
            talk -> talk.resetAfter(240),
            Probes::tls,
            "tls:reset_after_client_hello"));
  }

  static Stream<Arguments> handshakes() {
    return Stream.of(
        peer("silent", talk -> {}, Probes::tls, "tls:timeout_after_client_hello"),
        peer(
            "resetsAfterHello",
            talk -> talk.readRecord().reset(),
            Probes::tls,
            "tls:reset_after_client_hello"),
        peer(
            "closesAfterHello",
            talk -> talk.readRecord().finish(),
            Probes::tls,
            "tls:eof_after_client_hello"),
        peer(
            "resetsMidHandshake",
            talk -> talk.readRecord().hex(SERVER_HELLO_BEGINS).resetAfter(60),
            Probes::tls,
            "tls:reset_mid_handshake"),
        peer(
            "closesMidHandshake",
            talk -> talk.readRecord().hex(SERVER_HELLO_BEGINS).finishAfter(60),
            Probes::tls,
            "tls:eof_mid_handshake"),
        peer(
            "stallsMidHandshake",
            talk -> talk.readRecord().hex(SERVER_HELLO_BEGINS),
            Probes::tls,
            "tls:timeout_mid_handshake"),
        peer(
            "speaksHttp",
            talk -> talk.readRecord().say("HTTP/1.1 400 Bad Request\r\n\r\n").finish(),
            Probes::tls,
            "tls:not_tls"),
        peer(
            "speaksHttpWithoutEnd",
            talk -> talk.readRecord().say("HTTP/1.0 400"),
            Probes::tls,
            "tls:not_tls"),
        peer("speaksSsh", talk -> talk.say("SSH-2.0-peer\r\n"), Probes::tls, "tls:not_tls"),
        peer(
            "saysThreeBytes",
            talk -> talk.readRecord().say("no\n").finishAfter(60),
            Probes::tls,
            "tls:not_tls"),
        peer(
            "breaksARecord",
            talk -> talk.readRecord().hex("15 03 03 00 02 01 70 ff ff ff ff ff"),
            Probes::tls,
            "tls:malformed_record"),
        peer(
            "saysNonsenseInARecord",
            talk -> talk.readRecord().hex("16 03 03 00 05 63 00 00 01 00"),
            Probes::tls,
            "tls:malformed_record"),
        peer(
            "floods",
            talk -> talk.readRecord().say("x".repeat(1 << 20)),
            Probes::tls,
            "tls:not_tls"));
  }

  static Stream<Arguments> alerts() {
    return Stream.of(
            "28 handshake_failure",
            "46 protocol_version",
            "70 unrecognized_name",
            "56 inappropriate_fallback",
            "31 access_denied",
            "50 internal_error",
            "78 no_application_protocol",
            "00 close_notify",
            "c8 200")
        .map(
            alert ->
                peer(
                    "alert " + alert,
                    talk ->
                        talk.readRecord().hex("15 03 03 00 02 02" + alert.substring(0, 2)).finish(),
                    Probes::tls,
                    "tls:alert_" + alert.substring(3)));
  }

  static Stream<Arguments> answers() {
    return Stream.of(
        answer("ok", "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok", "ok"),
        answer(
            "redirects",
            "HTTP/1.1 302 Found\r\nLocation: //elsewhere.example.com/\r\nContent-Length: 0\r\n\r\n",
            "ok"),
        answer("interimFirst", "HTTP/1.1 103 Early Hints\r\n\r\nHTTP/1.1 204 None\r\n\r\n", "ok"),
        answer(
            "notFound",
            "HTTP/1.1 404 Not Found\r\nContent-Length: 0\r\n\r\n",
            "http:http_status_4xx"),
        answer(
            "badGateway",
            "HTTP/1.1 502 Bad Gateway\r\nContent-Length: 2\r\n\r\nno",
            "http:http_status_5xx"),
        answer(
            "badGatewayStalls",
            "HTTP/1.1 502 Bad Gateway\r\nContent-Length: 9\r\n\r\nno",
            "http:http_status_5xx"),
        answer("garbage", "no such thing\r\n\r\n", "http:http_malformed"),
        answer("garbageHead", "HTTP/1.1 two hundred\r\n\r\n", "http:http_malformed"),
        answer(
            "endlessHead", "HTTP/1.1 200 OK\r\nX: " + "x".repeat(1 << 20), "not_run:agent_error"),
        answer("endlessBody", "HTTP/1.1 200 OK\r\n\r\n" + "x".repeat(1 << 20), "ok"),
        answer(
            "stallsInBody", "HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\nno", "http:http_timeout"),
        peer("silentToRequest", talk -> {}, Probes::http, "http:http_timeout"),
        peer("closesOnRequest", talk -> talk.readRequest().finish(), Probes::http, "http:http_eof"),
        peer(
            "closesInHead",
            talk -> talk.readRequest().say("HTTP/1.1 20").finish(),
            Probes::http,
            "http:http_eof"),
        peer(
            "garbageAndClose",
            talk -> talk.readRequest().say("nonsense").finish(),
            Probes::http,
            "http:http_malformed"),
        peer(
            "closesInBody",
            talk ->
                talk.readRequest().say("HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\nno").finish(),
            Probes::http,
            "http:http_eof"),
        peer(
            "endsBodyWithStream",
            talk -> talk.readRequest().say("HTTP/1.1 200 OK\r\n\r\nall").finish(),
            Probes::http,
            "ok"),
        peer(
            "resetsOnRequest", talk -> talk.readRequest().reset(), Probes::http, "http:http_reset"),
        peer(
            "resetsInBody",
            talk ->
                talk.readRequest()
                    .say("HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\nno")
                    .resetAfter(60),
            Probes::http,
            "http:http_reset"));
  }

  private static Probes.Probe delayed(int port) {
    return Probes.tls(port).delay(500);
  }

  private static Arguments answer(String name, String text, String word) {
    return peer(name, talk -> talk.readRequest().say(text), Probes::http, word);
  }

  private static Arguments peer(
      String name, Peer.Script script, Function<Integer, Probes.Probe> probe, String word) {
    return arguments(name, script, probe, word);
  }
}
