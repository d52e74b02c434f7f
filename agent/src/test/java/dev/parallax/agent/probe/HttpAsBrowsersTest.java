package dev.parallax.agent.probe;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import dev.parallax.agent.probe.trial.ProbeResult;
import dev.parallax.model.failure.Outcome;
import dev.parallax.model.observation.HttpNote;
import dev.parallax.model.observation.HttpStep;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What browsers accept is accepted, with a note; a limit of ours is named as ours. */
@ExtendWith(Leaks.class)
class HttpAsBrowsersTest {
  private static final Prober PROBER = Probes.prober();
  private static final String OK = "HTTP/1.1 200 OK\r\n";
  private static final String END = "Content-Length: 0\r\n\r\n";

  @BeforeAll
  static void loadClasses() {
    PROBER.warmUp();
  }

  @AfterAll
  static void close() {
    PROBER.close();
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("accepted")
  void isOkWithANote(String name, String response, List<HttpNote> notes) throws Exception {
    try (var peer = Peer.of(talk -> talk.readRequest().say(response))) {
      var result = run(peer);
      assertEquals("ok", Probes.word(result), result::toString);
      assertEquals(200, http(result).status());
      assertEquals(notes, http(result).notes());
    }
  }

  static Stream<Arguments> accepted() {
    return Stream.of(
        arguments("strict", OK + END, List.of()),
        arguments("bareLf", "HTTP/1.1 200 OK\nContent-Length: 2\n\nhi", List.of(HttpNote.BARE_LF)),
        arguments(
            "equalLengths",
            OK + "Content-Length: 2\r\nContent-Length: 2\r\n\r\nhi",
            List.of(HttpNote.DUPLICATE_CONTENT_LENGTH)),
        arguments(
            "lengthBesideCoding",
            OK + "Content-Length: 9\r\nTransfer-Encoding: chunked\r\n\r\n2\r\nhi\r\n0\r\n\r\n",
            List.of(HttpNote.LENGTH_AND_TRANSFER_ENCODING)),
        arguments(
            "eightyCookies",
            OK + ("Set-Cookie: a=" + "b".repeat(240) + "\r\n").repeat(80) + END,
            List.of(HttpNote.LARGE_HEAD)),
        arguments(
            "longPolicy",
            OK + "Content-Security-Policy: " + "default-src 'self' ".repeat(2_000) + "\r\n" + END,
            List.of(HttpNote.LARGE_HEAD)),
        arguments(
            "headOf250KiB",
            OK + ("X-Filler: " + "y".repeat(1_000) + "\r\n").repeat(250) + END,
            List.of(HttpNote.LARGE_HEAD)),
        arguments(
            "bytesInACookie",
            OK + "Set-Cookie: city=K\u00f6ln\u0001\r\n" + END,
            List.of(HttpNote.NON_ASCII_HEADER)),
        arguments("oddName", OK + "X Frame(Options): deny\r\n" + END, List.of()),
        arguments(
            "earlyHints",
            "HTTP/1.1 103 Early Hints\r\nLink: </a.css>; rel=preload\r\n\r\n" + OK + END,
            List.of(HttpNote.INTERIM_RESPONSE)));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("endless")
  void headDecidesWhereTheBodyDoesNotEnd(String name, String fields) throws Exception {
    try (var peer = Peer.of(talk -> talk.readRequest().say(OK + fields + "\r\n"))) {
      var result = Probes.one(PROBER, Probes.http(peer.port()).spec(), 500);
      assertEquals("ok", Probes.word(result), result::toString);
      assertEquals(List.of(HttpNote.ENDLESS_BODY), http(result).notes());
    }
  }

  static Stream<Arguments> endless() {
    return Stream.of(
        arguments("untilTheEndOfTheStream", ""),
        arguments("events", "Content-Type: text/event-stream\r\nTransfer-Encoding: chunked\r\n"));
  }

  @Test
  void bodyShorterThanDeclared_isATimeout_andItsSentenceHasTheNumbers() throws Exception {
    try (var peer =
        Peer.of(talk -> talk.readRequest().say(OK + "Content-Length: 900\r\n\r\nhello"))) {
      var result = Probes.one(PROBER, Probes.http(peer.port()).spec(), 500);
      assertEquals("http:http_timeout", Probes.word(result), result::toString);
      assertEquals(
          "no further byte within 500 ms, after 5 bytes of a body (declared length: 900)",
          said(result));
    }
  }

  @Test
  void headThatEndsEarly_isShown() throws Exception {
    try (var peer = Peer.of(talk -> talk.readRequest().say("HTTP/1.1 20").finish())) {
      var result = run(peer);
      assertEquals("http:http_eof", Probes.word(result), result::toString);
      assertEquals("end of stream; received 11 bytes: HTTP/1.1 20", said(result));
    }
  }

  @Test
  void nothingThatCame_isSaidToBeNothing() throws Exception {
    try (var peer = Peer.of(talk -> talk.readRequest().finish())) {
      assertEquals("end of stream; received 0 bytes", said(run(peer)));
    }
  }

  @Test
  void headBeyondOurLimit_isOurs() throws Exception {
    var line = "X-Filler: " + "y".repeat(1_000) + "\r\n";
    try (var peer = Peer.of(talk -> talk.readRequest().say(OK + line.repeat(400) + END))) {
      var result = run(peer);
      assertEquals("not_run:agent_error", Probes.word(result), result::toString);
      assertTrue(result.outcome().toString().contains("at most 256 KiB"), result::toString);
    }
  }

  /** A site that wants its cookie back before it answers. */
  @Test
  void cookieLastsForOneChainOfRedirects() throws Exception {
    try (var peer =
        Peer.of(
            talk -> {
              var first = request(talk);
              talk.say("HTTP/1.1 302 Found\r\nSet-Cookie: seen=1; Path=/\r\nLocation: /\r\n" + END);
              var second = request(talk);
              boolean kept = !first.contains("Cookie:") && second.contains("Cookie: seen=1\r\n");
              talk.say((kept ? OK : "HTTP/1.1 403 No Cookie\r\n") + END);
            })) {
      for (int trial = 0; trial < 2; trial++) {
        var result = run(peer);
        assertEquals("ok", Probes.word(result), result::toString);
        assertEquals(List.of("/"), http(result).redirects());
      }
    }
  }

  @Test
  void cookieCannotAddALineToTheRequest() throws Exception {
    try (var peer =
        Peer.of(
            talk -> {
              request(talk);
              talk.say(
                  "HTTP/1.1 302 Found\r\nSet-Cookie: a=b\rX-Evil: 1\r\nLocation: /b\r\n" + END);
              request(talk);
              talk.say(OK + END);
            })) {
      run(peer);
      var requests =
          peer.received.stream()
              .map(bytes -> new String(bytes, StandardCharsets.ISO_8859_1))
              .toList();
      assertTrue(requests.stream().noneMatch(text -> text.contains("X-Evil")), requests::toString);
    }
  }

  private static String request(Peer.Talk talk) throws IOException {
    talk.readRequest();
    return new String(talk.peer().received.getLast(), StandardCharsets.ISO_8859_1);
  }

  private static ProbeResult run(Peer peer) {
    return Probes.one(PROBER, Probes.http(peer.port()).spec(), 5_000);
  }

  private static HttpStep http(ProbeResult result) {
    return result.steps().http().orElseThrow();
  }

  private static String said(ProbeResult result) {
    return Probes.observed(((Outcome.Failed) result.outcome()).failure());
  }
}
