package dev.parallax.agent.probe;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.parallax.agent.probe.trial.ProbeResult;
import dev.parallax.model.failure.Outcome;
import dev.parallax.model.plan.Arms;
import dev.parallax.model.plan.ExchangeScope;
import dev.parallax.model.plan.HelloRecipe;
import dev.parallax.model.plan.ProbeSpec;
import dev.parallax.model.plan.TargetLine;
import io.netty.pkitesting.CertificateBuilder;
import io.netty.pkitesting.X509Bundle;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Real peers, judged by what the plan expects of them. */
@ExtendWith(Leaks.class)
class ExpectationTest {
  private static final Prober PROBER = Probes.prober();
  private static final String EMPTY = "Content-Length: 0\r\n\r\n";
  private static final long STEP_MILLIS = 3_000;

  @BeforeAll
  static void loadClasses() {
    PROBER.warmUp();
  }

  @AfterAll
  static void close() {
    PROBER.close();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "200|status=200|ok",
        "204|status=200-299|ok",
        "401|status=401|ok",
        "503|status=200,503|ok",
        "451|status=451|ok",
        "302|status=301-302|ok",
        "503|status=200-299|http:unexpected_status",
        "200|status=204|http:unexpected_status",
        "503|body~x|http:http_status_5xx",
      })
  void aStatusIsJudgedByTheExpectedSet(int status, String words, String word) throws Exception {
    try (var peer = answering("HTTP/1.1 " + status + " So It Is\r\nLocation: /\r\n" + EMPTY)) {
      var result = run(peer, words);
      assertEquals(word, Probes.word(result), result::toString);
      assertEquals(status, result.steps().http().orElseThrow().status());
    }
  }

  @Test
  void aFailureSaysWhatWasExpectedAndWhatWasReceived() throws Exception {
    try (var peer = answering("HTTP/1.1 404 Not \u001b[31mHere\r\n" + EMPTY)) {
      assertEquals(
          "expected status 200-299,301, received 404 Not [31mHere",
          detail(run(peer, "status=200-299,301")));
    }
  }

  @Test
  void aRedirectThatIsExpectedIsNotFollowed() throws Exception {
    try (var peer = answering("HTTP/1.1 302 Found\r\nLocation: /next\r\n" + EMPTY)) {
      assertEquals("ok", Probes.word(run(peer, "status=302")));
      assertEquals(1, peer.received.size());
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "header:content-type~^text/html|ok",
        "header:Content-Type~json|expected header content-type ~json, received text/html",
        "header:x-cache!~MISS|expected header x-cache !~MISS, received HIT, MISS",
        "header:x-other~.|expected header x-other ~., received no such field",
        "header:x-other!~.|ok",
        "body~\"state\":\"ok\"|ok",
        "body!~fault|ok",
        "body~healthy|expected body ~healthy, received no match in 14 characters:"
            + " {\"state\":\"ok\"}",
        "body!~state|expected body !~state, received a match in 14 characters: {\"state\":\"ok\"}",
      })
  void headersAndBodyAreMatched(String word, String expected) throws Exception {
    try (var peer =
        answering(
            "HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nX-Cache: HIT\r\nX-Cache: MISS\r\n"
                + "Content-Length: 14\r\n\r\n{\"state\":\"ok\"}")) {
      var result = run(peer, "'" + word + "'");
      if (expected.equals("ok")) {
        assertEquals("ok", Probes.word(result), result::toString);
      } else {
        assertEquals("http:unexpected_content", Probes.word(result), result::toString);
        assertEquals(expected, detail(result));
      }
    }
  }

  @Test
  void theFirst64KibOfABodyAreMatchedAndWhatLiesBeyondIsNamed() throws Exception {
    var page = "a".repeat(60_000) + "first" + "a".repeat(10_000) + "second";
    var answer = "HTTP/1.1 200 OK\r\nContent-Length: " + page.length() + "\r\n\r\n" + page;
    try (var peer = answering(answer)) {
      assertEquals("ok", Probes.word(run(peer, "body~first")));
    }
    try (var peer = answering(answer)) {
      var result = run(peer, "body~second");
      assertEquals("http:unexpected_content", Probes.word(result));
      assertTrue(
          detail(result)
              .startsWith(
                  "expected body ~second, received no match in the first 65536 bytes, and the body"
                      + " goes on: aaaa"),
          () -> detail(result));
    }
  }

  @Test
  void aHostileExpressionTakesTimeLinearInTheBody() throws Exception {
    var page = "x".repeat(65_536);
    try (var peer =
        answering("HTTP/1.1 200 OK\r\nContent-Length: " + page.length() + "\r\n\r\n" + page)) {
      assertEquals("http:unexpected_content", Probes.word(run(peer, "body~^(x+x+)+y$")));
    }
  }

  @Test
  void aRequestIsSentAsAsked() throws Exception {
    try (var peer = answering("HTTP/1.1 200 OK\r\nContent-Length: 4096\r\n\r\n")) {
      var result =
          run(peer, "method=HEAD 'header=User-Agent: check/1' 'header=X-Id: a b' status=200");
      assertEquals("ok", Probes.word(result), result::toString);
      assertEquals(
          "HEAD / HTTP/1.1\r\nHost: site.example.com:"
              + peer.port()
              + "\r\nAccept: */*\r\nUser-Agent: check/1\r\nX-Id: a b\r\n\r\n",
          new String(peer.received.getFirst(), StandardCharsets.US_ASCII));
    }
  }

  @Test
  void aPostHasAnEmptyBodyAndBecomesAGetWhereARedirectSaysSo() throws Exception {
    try (var peer =
        Peer.of(
            talk -> {
              talk.readRequest().say("HTTP/1.1 303 See Other\r\nLocation: /next\r\n" + EMPTY);
              talk.readRequest().say("HTTP/1.1 200 OK\r\n" + EMPTY);
            })) {
      assertEquals("ok", Probes.word(run(peer, "method=POST")));
      var first = new String(peer.received.getFirst(), StandardCharsets.US_ASCII);
      assertTrue(first.startsWith("POST / ") && first.contains("Content-Length: 0\r\n"), first);
      assertTrue(
          new String(peer.received.get(1), StandardCharsets.US_ASCII).startsWith("GET /next "));
    }
  }

  @Test
  void theAgreedVersionProtocolAndDatesOfTlsAreJudged() throws Exception {
    var leaf = days(20);
    try (var peer =
            TlsPeer.of(
                leaf.getKeyPair().getPrivate(),
                builder -> builder.protocols("TLSv1.2"),
                TlsPeer.answer(TlsPeer.OK),
                leaf.getCertificate());
        var prober = Probes.prober(leaf.getCertificate())) {
      assertTls("ok", "", prober, peer, "tls>=1.2 cert-days>=10 status=200 body~ok");
      assertTls(
          "tls:unexpected_tls_version",
          "expected TLS 1.3 or later, received TLSv1.2",
          prober,
          peer,
          "tls>=1.3");
      assertTls("tls:unexpected_alpn", "expected ALPN h2, received none", prober, peer, "alpn=h2");
      assertTls(
          "tls:certificate_expires_soon",
          "expected 30 days or more, received 19 days of CN=" + Probes.HOST,
          prober,
          peer,
          "cert-days>=30");
    }
  }

  private static void assertTls(
      String word, String detail, Prober prober, TlsPeer peer, String words) {
    var line =
        TargetLine.parse("https://" + Probes.HOST + ":" + peer.port() + "@127.0.0.1 " + words);
    var result = Probes.one(prober, probe(line), STEP_MILLIS);
    assertEquals(word, Probes.word(result), result::toString);
    assertEquals(detail, word.equals("ok") ? "" : detail(result));
  }

  /** A server selects a protocol among those that it is offered. */
  @Test
  void theExpectedProtocolIsOffered() throws Exception {
    try (var peer =
        Peer.of(
            talk ->
                TlsTalk.handshake(talk, List.of("h2", "http/1.1"))
                    .getInputStream()
                    .readAllBytes())) {
      var line =
          TargetLine.parse("https://" + Probes.HOST + ":" + peer.port() + "@127.0.0.1 alpn=h2");
      var result = Probes.one(PROBER, probe(line).but().judged(false).build(), STEP_MILLIS);
      assertEquals("ok", Probes.word(result), result::toString);
      assertEquals("h2", result.steps().tls().orElseThrow().agreed().alpn());
    }
  }

  @Test
  void everyAnswerIsWithinTheExpectedNetworks() throws Exception {
    try (var resolver = DnsPeer.of(query -> query.a("127.0.0.2", "127.0.1.3"));
        var prober = Probes.prober(resolver.address())) {
      var line =
          TargetLine.parse("http://" + Probes.HOST + ":" + Peer.closedPort() + " dns=127.0.0.0/24");
      var results = Probes.run(prober, probe(line), STEP_MILLIS);
      assertEquals(
          List.of("tcp:connection_refused", "dns:unexpected_dns_answer"),
          results.stream().map(Probes::word).toList());
      assertEquals(
          "expected addresses within 127.0.0.0/24, received 127.0.1.3", detail(results.getLast()));
    }
  }

  /** What a peer sends after a time-out of ours would be a failure of ours. */
  @Test
  void noTrialWaitsForTheJudgementOfAnother() throws Exception {
    var page = "x".repeat(65_536);
    var answer = "HTTP/1.1 200 OK\r\nContent-Length: " + page.length() + "\r\n\r\n" + page;
    try (var slow = answering(answer);
        var quick = answering("HTTP/1.1 200 OK\r\n" + EMPTY)) {
      var heavy = probe(line(slow, "body~(x{0,80}y){2}z"));
      var waiting =
          IntStream.range(0, 4)
              .mapToObj(
                  n -> PROBER.probe(heavy, HelloRecipe.STANDARD, Duration.ofMillis(STEP_MILLIS)))
              .toList();
      assertEquals("ok", Probes.word(run(quick, "status=200")));
      for (var trial : waiting) {
        assertEquals("http:unexpected_content", Probes.word(trial.get().getFirst()));
      }
    }
  }

  private static X509Bundle days(int days) throws Exception {
    var now = Instant.now();
    return new CertificateBuilder()
        .algorithm(CertificateBuilder.Algorithm.ecp256)
        .subject("CN=" + Probes.HOST)
        .addSanDnsName(Probes.HOST)
        .setIsCertificateAuthority(true)
        .notBefore(now.minus(Duration.ofDays(1)))
        .notAfter(now.plus(Duration.ofDays(days)))
        .buildSelfSigned();
  }

  private static Peer answering(String text) throws Exception {
    return Peer.of(talk -> talk.readRequest().say(text));
  }

  private static TargetLine line(Peer peer, String words) {
    return TargetLine.parse("http://" + Probes.HOST + ":" + peer.port() + "@127.0.0.1 " + words);
  }

  private static ProbeResult run(Peer peer, String words) {
    return Probes.one(PROBER, probe(line(peer, words)), STEP_MILLIS);
  }

  private static ProbeSpec probe(TargetLine line) {
    return ExchangeScope.applied(line.target(), line.exchange(), Arms.base(line.target()).build());
  }

  private static String detail(ProbeResult result) {
    assertFalse(result.outcome() instanceof Outcome.Ok, result::toString);
    return result.outcome() instanceof Outcome.Failed(var failure) ? Probes.observed(failure) : "";
  }

  static ProbeSpec probe(String scheme, int port, String words) {
    return probe(
        TargetLine.parse(scheme + "://" + Probes.HOST + ":" + port + "@127.0.0.1 " + words));
  }

  /** By a server of TLS 1.2 without ALPN, whose certificate has 19 days left. */
  static ProbeResult tls(String words) throws Exception {
    var leaf = days(20);
    try (var peer =
            TlsPeer.of(
                leaf.getKeyPair().getPrivate(),
                builder -> builder.protocols("TLSv1.2"),
                TlsPeer.answer(TlsPeer.OK),
                leaf.getCertificate());
        var prober = Probes.prober(leaf.getCertificate())) {
      return Probes.one(prober, probe("https", peer.port(), words), STEP_MILLIS);
    }
  }

  static ProbeResult answerOutsideTheNetworks() throws Exception {
    try (var resolver = DnsPeer.of(query -> query.a("127.0.1.3"));
        var prober = Probes.prober(resolver.address())) {
      var line = TargetLine.parse("http://" + Probes.HOST + " dns=127.0.0.0/24");
      return Probes.one(prober, probe(line), STEP_MILLIS);
    }
  }
}
