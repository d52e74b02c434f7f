package dev.parallax.agent.probe;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.parallax.agent.probe.trial.ProbeResult;
import dev.parallax.model.endpoint.Scheme;
import dev.parallax.model.endpoint.Target;
import dev.parallax.model.failure.Outcome;
import dev.parallax.model.observation.HttpStep;
import dev.parallax.model.plan.Arms;
import dev.parallax.model.plan.ProbeSpec;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Answers, redirects, upgrades and blockpages of real servers. */
@ExtendWith(Leaks.class)
class HttpTest {
  private static final Prober PROBER = Probes.prober();
  private static final String EMPTY = "Content-Length: 0\r\n\r\n";
  private static final String OK = "HTTP/1.1 200 OK\r\n" + EMPTY;

  @BeforeAll
  static void loadClasses() {
    PROBER.warmUp();
  }

  @AfterAll
  static void close() {
    PROBER.close();
  }

  @ParameterizedTest
  @CsvSource({
    "403,http_status_4xx",
    "415,http_status_4xx",
    "429,http_status_4xx",
    "502,http_status_5xx",
    "503,http_status_5xx",
    "504,http_status_5xx",
    "451,http_blockpage"
  })
  void status_isNamed(int status, String word) throws Exception {
    try (var peer = answering("HTTP/1.1 " + status + " So It Is\r\n" + EMPTY)) {
      var result = run(peer);
      assertEquals("http:" + word, Probes.word(result));
      assertEquals(status, http(result).status());
      var received = word.startsWith("http_status_") ? "received status " : "";
      assertEquals(received + status + " So It Is", said(result));
    }
  }

  @Test
  void redirectsHere_areFollowedOnTheSameConnection() throws Exception {
    try (var peer =
        Peer.of(
            talk -> {
              int port = talk.socket().getLocalPort();
              answer(talk, found("/a?x=1"));
              answer(talk, found("b/../c"));
              answer(
                  talk,
                  found("http://" + Probes.HOST.toUpperCase(Locale.ROOT) + ":" + port + "/d#part"));
              answer(talk, OK);
            })) {
      var result = run(peer);
      assertEquals("ok", Probes.word(result), result::toString);
      assertEquals(
          List.of("/a?x=1", "b/../c", "http://SITE.EXAMPLE.COM:" + peer.port() + "/d#part"),
          http(result).redirects());
      assertEquals(List.of("/", "/a?x=1", "/c", "/d"), paths(peer));
      assertEquals(200, http(result).status());
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "https://site.example.com/",
        "http://site.example.com:1/",
        "http://other.example.com/",
        "//user@site.example.com/",
        "http://127.0.0.1/",
        "mailto:someone@example.com",
        "ht tp://["
      })
  void redirectElsewhere_isAnEnd(String location) throws Exception {
    try (var peer = answering(found(location))) {
      var result = run(peer);
      assertEquals("ok", Probes.word(result), result::toString);
      assertEquals(302, http(result).status());
      assertEquals(List.of(), http(result).redirects());
      assertEquals(1, peer.received.size());
    }
  }

  @Test
  void redirectOfAClosingConnection_isFollowedOverAnother() throws Exception {
    try (var peer =
        answering("HTTP/1.1 302 Found\r\nLocation: /a\r\nConnection: close\r\n" + EMPTY)) {
      var result = run(peer);
      assertEquals("http:http_redirect_loop", Probes.word(result));
      assertEquals(List.of("/", "/a"), paths(peer));
      assertEquals("/a", http(result).headers().get("location"));
    }
  }

  @Test
  void redirectToItself_isALoop() throws Exception {
    var again = "HTTP/1.1 302 Found\r\nSet-Cookie: a=b\r\nLocation: /\r\n" + EMPTY;
    try (var peer =
        Peer.of(
            talk -> {
              answer(talk, again);
              answer(talk, again);
            })) {
      var result = run(peer);
      assertEquals("http:http_redirect_loop", Probes.word(result));
    }
  }

  @Test
  void redirectBackAndForth_isALoop() throws Exception {
    try (var peer =
        Peer.of(
            talk -> {
              answer(talk, found("/a"));
              answer(talk, found("/"));
            })) {
      var result = run(peer);
      assertEquals("http:http_redirect_loop", Probes.word(result));
      assertEquals(List.of("/a"), http(result).redirects());
    }
  }

  @Test
  void elevenRedirects_areALoop() throws Exception {
    try (var peer = Peer.of(HttpTest::redirectForever)) {
      var result = run(peer);
      assertEquals("http:http_redirect_loop", Probes.word(result));
      assertEquals(
          IntStream.range(0, 10).mapToObj(i -> "/" + i).toList(), http(result).redirects());
      assertEquals(11, peer.received.size());
    }
  }

  @Test
  void resetAfterARedirect_isAReset() throws Exception {
    try (var peer =
        Peer.of(
            talk -> {
              answer(talk, found("/a"));
              talk.readRequest().reset();
            })) {
      var result = run(peer);
      assertEquals("http:http_reset", Probes.word(result), result::toString);
      assertEquals(List.of("/a"), http(result).redirects());
    }
  }

  @Test
  void blockpages_areRecognisedByPublishedFingerprintsAlone() throws Exception {
    assertAnswer(
        "http:http_blockpage",
        page("<html><head><title>AGCOM Stop Page</title></head></html>"),
        "cl.nat_it_agcom_block");
    assertAnswer(
        "http:http_blockpage",
        page("<html><iframe src=\"http://10.10.34.34?type=Invalid Site\"></iframe></html>"),
        "cl.nat_ir_iframe_forward_ipv4");
    assertAnswer("http:http_blockpage", found("http://www.warning.or.kr/i1.html"), "ooni.kr_2");
    assertAnswer("ok", page("<html><title>This site is blocked, they say</title></html>"), "");
  }

  private static void assertAnswer(String word, String answer, String said) throws Exception {
    try (var peer = answering(answer)) {
      var result = run(peer);
      assertEquals(word, Probes.word(result), result::toString);
      assertTrue(result.outcome().toString().contains(said), result::toString);
    }
  }

  @Test
  void webSocket_isOk() throws Exception {
    try (var peer = Peer.of(talk -> talk.say(accepted(key(talk), "")))) {
      var result = Probes.one(PROBER, webSocket(peer), 3_000);
      assertEquals("ok", Probes.word(result), result::toString);
      assertEquals(101, http(result).status());
      var request = new String(peer.received.getFirst(), StandardCharsets.US_ASCII);
      assertTrue(request.startsWith("GET / HTTP/1.1\r\nHost: "), request);
      assertTrue(request.contains("Upgrade: websocket\r\nSec-WebSocket-Version: 13\r\n"), request);
    }
  }

  @Test
  void everyWebSocket_hasItsOwnKey() throws Exception {
    try (var peer = Peer.of(talk -> talk.say(accepted(key(talk), "")))) {
      Probes.one(PROBER, webSocket(peer), 3_000);
      Probes.one(PROBER, webSocket(peer), 3_000);
      assertFalse(
          new String(peer.received.get(0), StandardCharsets.US_ASCII)
              .equals(new String(peer.received.get(1), StandardCharsets.US_ASCII)));
    }
  }

  @Test
  void webSocketAnsweredOtherwise_isRefused() throws Exception {
    assertRefused("403 Forbidden", talk -> answer(talk, "HTTP/1.1 403 Forbidden\r\n" + EMPTY));
    assertRefused("200 OK", talk -> answer(talk, OK));
    assertRefused("302 Found", talk -> answer(talk, found("/ws")));
    assertRefused("502 Bad Gateway", talk -> answer(talk, "HTTP/1.1 502 Bad Gateway\r\n" + EMPTY));
    assertRefused(
        "without Sec-WebSocket-Accept",
        talk ->
            answer(talk, "HTTP/1.1 101 S\r\nUpgrade: websocket\r\nConnection: upgrade\r\n\r\n"));
    assertRefused(
        "wrong Sec-WebSocket-Accept",
        talk -> talk.say(accepted(key(talk).toLowerCase(Locale.ROOT), "")));
    assertRefused("without Upgrade: websocket", talk -> answer(talk, "HTTP/1.1 101 S\r\n\r\n"));
    assertRefused(
        "extensions that were not requested",
        talk -> talk.say(accepted(key(talk), "Sec-WebSocket-Extensions: x\r\n")));
  }

  private static void assertRefused(String said, Peer.Script script) throws Exception {
    try (var peer = Peer.of(script)) {
      var result = Probes.one(PROBER, webSocket(peer), 3_000);
      assertEquals("http:websocket_upgrade_refused", Probes.word(result), result::toString);
      assertTrue(said(result).contains(said), result::toString);
    }
  }

  @Test
  void webSocketBehindAFilter_isABlockpage() throws Exception {
    try (var peer = answering("HTTP/1.1 451 Blocked\r\n" + EMPTY)) {
      assertEquals("http:http_blockpage", Probes.word(Probes.one(PROBER, webSocket(peer), 3_000)));
    }
  }

  @Test
  void plainHttpToATlsPort_saysWhatAnswered() throws Exception {
    try (var peer = Peer.of(talk -> talk.readRequest().hex("15 03 03 00 02 02 46").finish())) {
      var result = Probes.one(PROBER, plainHttp(peer), 3_000);
      assertEquals("http:http_malformed", Probes.word(result));
      assertTrue(said(result).contains("a TLS record"), result::toString);
    }
  }

  @Test
  void plainHttp_namesThePortInTheHostHeader() throws Exception {
    try (var peer = answering(OK)) {
      assertEquals("ok", Probes.word(Probes.one(PROBER, plainHttp(peer), 3_000)));
      assertEquals(Probes.HOST + ":" + peer.port(), header(peer, "Host"));
    }
  }

  @Test
  void directIp_keepsTheNameInTheHostHeaderAlone() throws Exception {
    try (var peer =
        Peer.of(
            talk -> {
              var tls = TlsTalk.handshake(talk);
              new Peer.Talk(talk.peer(), tls).readRequest().say(OK);
            })) {
      var target =
          new Target(Scheme.HTTPS, Probes.HOST, peer.port(), Optional.of(Probes.LOOPBACK), "/");
      var result = Probes.one(PROBER, Arms.directIp(target).build(), 5_000);
      assertEquals("ok", Probes.word(result), result::toString);
      var hello = result.steps().tls().orElseThrow().hello();
      assertEquals(Optional.empty(), hello.serverName());
      assertEquals(Probes.HOST + ":" + peer.port(), header(peer, "Host"));
    }
  }

  private static ProbeResult run(Peer peer) {
    return Probes.one(PROBER, Probes.http(peer.port()).spec(), 3_000);
  }

  private static HttpStep http(ProbeResult result) {
    return result.steps().http().orElseThrow();
  }

  private static String said(ProbeResult result) {
    return Probes.observed(((Outcome.Failed) result.outcome()).failure());
  }

  private static ProbeSpec webSocket(Peer peer) {
    return Arms.webSocket(target(Scheme.HTTP, peer)).build();
  }

  private static ProbeSpec plainHttp(Peer peer) {
    return Arms.plainHttp(target(Scheme.HTTPS, peer)).build();
  }

  private static Target target(Scheme scheme, Peer peer) {
    return new Target(scheme, Probes.HOST, peer.port(), Optional.of(Probes.LOOPBACK), "/");
  }

  private static Peer answering(String text) {
    return Peer.of(talk -> answer(talk, text));
  }

  private static void answer(Peer.Talk talk, String text) throws IOException {
    talk.readRequest().say(text);
  }

  private static String found(String location) {
    return "HTTP/1.1 302 Found\r\nLocation: " + location + "\r\n" + EMPTY;
  }

  private static String page(String html) {
    return "HTTP/1.1 200 OK\r\nContent-Length: " + html.length() + "\r\n\r\n" + html;
  }

  private static void redirectForever(Peer.Talk talk) throws IOException {
    for (int i = 0; ; i++) {
      answer(talk, found("/" + i));
    }
  }

  private static List<String> paths(Peer peer) {
    return peer.received.stream()
        .map(request -> new String(request, StandardCharsets.US_ASCII).split(" ", 3)[1])
        .toList();
  }

  private static String header(Peer peer, String name) {
    return lineOf(new String(peer.received.getFirst(), StandardCharsets.US_ASCII), name);
  }

  private static String lineOf(String request, String name) {
    return request
        .lines()
        .filter(line -> line.startsWith(name + ": "))
        .map(line -> line.substring(name.length() + 2))
        .findFirst()
        .orElseThrow();
  }

  private static String key(Peer.Talk talk) throws IOException {
    talk.readRequest();
    var request = talk.peer().received.getLast();
    return lineOf(new String(request, StandardCharsets.US_ASCII), "Sec-WebSocket-Key");
  }

  /** By RFC 6455, section 4.2.2. */
  private static String accepted(String key, String more) {
    try {
      var hash =
          MessageDigest.getInstance("SHA-1")
              .digest(
                  (key + "258EAFA5-E914-47DA-95CA-C5AB0DC85B11")
                      .getBytes(StandardCharsets.US_ASCII));
      return "HTTP/1.1 101 Switching Protocols\r\nUpgrade: WebSocket\r\nConnection: Upgrade\r\n"
          + more
          + "Sec-WebSocket-Accept: "
          + Base64.getEncoder().encodeToString(hash)
          + "\r\n\r\n";
    } catch (NoSuchAlgorithmException impossible) {
      throw new IllegalStateException(impossible);
    }
  }
}
