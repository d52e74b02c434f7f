package dev.parallax.agent.probe;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.parallax.agent.probe.trial.ProbeResult;
import dev.parallax.model.exchange.Exchange;
import dev.parallax.model.failure.Failure;
import dev.parallax.model.failure.FailureWord;
import dev.parallax.model.observation.RedirectEnd;
import io.netty.pkitesting.X509Bundle;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Redirects to another scheme, host or port, and over connections that the server closes. */
@ExtendWith(Leaks.class)
class RedirectChainTest {
  private static final X509Bundle SITE = Sites.ec();
  private static final Prober PROBER = Probes.prober(SITE.getCertificate());
  private static final String EMPTY = "Content-Length: 0\r\n\r\n";
  private static final String OK = "HTTP/1.1 200 OK\r\n" + EMPTY;

  @AfterAll
  static void close() {
    PROBER.close();
  }

  /** HTTPS leads to HTTP, which leads to HTTPS again. */
  @Test
  void loopOverTwoSchemesOfOneHost_isALoop() throws Exception {
    var secure = new AtomicReference<String>("");
    try (var plain = Peer.of(talk -> talk.readRequest().say(found(secure.get())));
        var encrypted =
            TlsPeer.of(
                SITE.getKeyPair().getPrivate(),
                builder -> builder,
                TlsPeer.answer(found("http://" + Probes.HOST + ":" + plain.port() + "/")),
                SITE.getCertificatePath())) {
      secure.set("https://" + Probes.HOST + ":" + encrypted.port() + "/");
      var result = Probes.one(PROBER, Probes.https(encrypted.port()).judgedToo().spec(), 5_000);

      assertEquals("http:http_redirect_loop", Probes.word(result), result::toString);
      assertEquals(1, end(result).requests());
      assertEquals(302, end(result).status());
    }
  }

  /** After a close without {@code Connection: close} clients repeat the request elsewhere. */
  @Test
  void connectionClosedAfterTheRedirect_isNoFailure() throws Exception {
    var connections = new AtomicInteger();
    try (var peer =
        Peer.of(
            talk ->
                talk.readRequest()
                    .say(connections.getAndIncrement() == 0 ? setting("/") : OK)
                    .finish())) {
      var result = run(peer);

      assertEquals("ok", Probes.word(result), result::toString);
      assertEquals(302, result.steps().http().orElseThrow().status());
      assertEquals(200, end(result).status(), result::toString);
    }
  }

  @Test
  void anotherHostThatIsDead_isRecorded_andTheTargetAnswers() throws Exception {
    int closed = Peer.closedPort();
    try (var peer = answering(found("http://" + Probes.HOST + ":" + closed + "/start"))) {
      var result = run(peer);

      assertEquals("ok", Probes.word(result), result::toString);
      assertEquals("http://" + Probes.HOST + ":" + closed + "/start", end(result).location());
      assertEquals(
          Optional.of(FailureWord.CONNECTION_REFUSED), end(result).failure().map(Failure::word));
      assertEquals(1, end(result).requests());
    }
  }

  @Test
  void anotherHostThatAnswers_isTheEnd() throws Exception {
    try (var second = answering(OK);
        var peer = answering(found(second, "/a?b=c"))) {
      var result = run(peer);

      assertEquals("ok", Probes.word(result), result::toString);
      var name = "http://" + Probes.HOST + ":" + second.port() + "/a?b=c";
      assertEquals(new RedirectEnd(name, 1, 200, Optional.empty(), ""), end(result));
      assertEquals(List.of("/a?b=c"), paths(second));
    }
  }

  @Test
  void aStatusOfTheOtherHost_isItsFailure() throws Exception {
    try (var second = answering("HTTP/1.1 503 Down\r\n" + EMPTY);
        var peer = answering(found(second, "/"))) {
      var end = end(run(peer));

      assertEquals(Optional.of(FailureWord.httpStatus(503)), end.failure().map(Failure::word));
      assertEquals(503, end.status());
    }
  }

  /** A page behind a login: the way back carries the cookie that the first answer set. */
  @Test
  void cookiesOfAHost_areSentWhenTheChainReturnsToIt() throws Exception {
    var login = new AtomicReference<String>("");
    try (var peer =
            Peer.of(
                talk -> {
                  talk.readRequest();
                  var request = text(talk.peer().received.getLast());
                  talk.say(request.contains("Cookie: seen=1") ? OK : setting(login.get()));
                });
        var second = answering(found(peer, "/"))) {
      login.set("http://" + Probes.HOST + "x:" + second.port() + "/");
      var names = "127.0.0.1 " + Probes.HOST + "x\n";
      try (var prober = Probes.prober(Peer.loopback(9), names)) {
        var result = Probes.one(prober, Probes.http(peer.port()).spec(), 3_000);

        assertEquals("ok", Probes.word(result), result::toString);
        assertEquals(200, end(result).status(), result::toString);
        assertEquals(2, end(result).requests());
      }
      assertTrue(!text(second.received.getFirst()).contains("Cookie"), "of the first host alone");
    }
  }

  @Test
  void aConnectionThatCloses_isNoEnd() throws Exception {
    var closing = "HTTP/1.1 302 Found\r\nConnection: close\r\nLocation: /a\r\n" + EMPTY;
    try (var peer = Peer.of(talk -> talk.readRequest().say(closing).finish())) {
      assertEquals("http:http_redirect_loop", Probes.word(run(peer)));
    }
  }

  @Test
  void sixConnectionsAreNotMade() throws Exception {
    var count = new AtomicReference<>(0);
    try (var peer =
        Peer.of(
            talk -> {
              int next = count.updateAndGet(number -> number + 1);
              talk.readRequest()
                  .say(
                      "HTTP/1.1 302 Found\r\nConnection: close\r\nLocation: /"
                          + next
                          + "\r\n"
                          + EMPTY)
                  .finish();
            })) {
      var result = run(peer);

      assertEquals("ok", Probes.word(result), result::toString);
      assertEquals(5, end(result).requests());
      assertEquals("more than 5 further connections", end(result).notRequested());
      assertEquals(6, peer.received.size());
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "http://169.254.169.254/latest/meta-data",
        "http://10.0.0.1/",
        "http://[fe80::a9fe:a9fe]/"
      })
  void anAddressThatThePolicyRefuses_isNotRequested(String location) throws Exception {
    try (var peer = answering(found(location))) {
      var end = end(run(peer));

      assertEquals(0, end.requests());
      assertTrue(end.notRequested().startsWith("refused_by_policy: "), end::toString);
      assertEquals(Optional.empty(), end.failure());
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "mailto:a@example.com",
        "//user@127.0.0.1/",
        "http://site.example.com@127.0.0.1/",
        "http://site.example.com:99999/",
        "ht tp://[",
        "file:///etc/passwd",
        "gopher://127.0.0.1:25/_EHLO"
      })
  void aLocationThatIsNoPage_isNotRequested(String location) throws Exception {
    try (var peer = answering(found(location))) {
      var end = end(run(peer));

      assertEquals(0, end.requests(), end::toString);
      assertEquals("no location of http or https that can be requested", end.notRequested());
    }
  }

  /** The trials of a plan cost the other host one connection. */
  @Test
  void trialsOfOneTarget_shareTheWay() throws Exception {
    try (var second = answering(OK);
        var peer = answering(found(second, "/"))) {
      assertEquals(end(run(peer)), end(run(peer)));
      assertEquals(1, second.received.size());
      assertEquals(2, peer.received.size());
    }
  }

  /** Header fields of an operator are meant for the target alone. */
  @Test
  void aRequestOfTheOperator_isNotSentElsewhere() throws Exception {
    try (var second = answering(OK);
        var peer = answering(found(second, "/"))) {
      var exchange = Exchange.parse(List.of("header=Authorization: secret"));
      var spec = Probes.http(peer.port()).spec().but().exchanging(exchange).build();
      var result = Probes.one(PROBER, spec, 3_000);

      assertEquals(Optional.empty(), result.steps().http().orElseThrow().redirectEnd());
      assertEquals(0, second.received.size());
    }
  }

  /** The page behind the redirect is judged, as a browser shows it. */
  @ParameterizedTest
  @CsvSource({
    "status=200 body~found, ok",
    "status=204, http:unexpected_status",
    "body~lost, http:unexpected_content",
  })
  void expectations_areJudgedAtTheEndOfTheRedirects(String words, String outcome) throws Exception {
    try (var second = answering("HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\nfound");
        var peer = answering(found(second, "/"))) {
      var result = expecting(peer, words);

      assertEquals(outcome, Probes.word(result), result::toString);
      assertEquals(200, end(result).status(), result::toString);
      assertEquals(1, second.received.size());
    }
  }

  @Test
  void deadHostBehindARedirect_meetsNoExpectation_andIsNamed() throws Exception {
    int closed = Peer.closedPort();
    var location = "http://" + Probes.HOST + ":" + closed + "/start";
    try (var peer = answering(found(location))) {
      var result = expecting(peer, "status=200");

      assertEquals("http:unexpected_status", Probes.word(result), result::toString);
      var sentence = result.outcome().toString();
      assertTrue(sentence.contains("expected status 200, redirected to " + location), sentence);
    }
  }

  @Test
  void redirectThatIsExpected_isNotFollowed() throws Exception {
    try (var second = answering(OK);
        var peer = answering(found(second, "/"))) {
      for (var words : List.of("status=302", "header:location~" + second.port())) {
        assertEquals("ok", Probes.word(expecting(peer, words)), words);
      }
      assertEquals(0, second.received.size());
    }
  }

  /** The refusal is this host's own: no expectation is unmet. */
  @Test
  void refusedLocation_isNoUnmetExpectation() throws Exception {
    try (var peer = answering(found("http://10.0.0.1/"))) {
      assertEquals("not_run:unsupported", Probes.word(expecting(peer, "status=200")));
    }
  }

  private static ProbeResult expecting(Peer peer, String words) {
    var exchange = Exchange.parse(List.of(words.split(" ", -1)));
    var spec = Probes.http(peer.port()).spec().but().exchanging(exchange).build();
    return Probes.one(PROBER, spec, 3_000);
  }

  private static ProbeResult run(Peer peer) {
    return Probes.one(PROBER, Probes.http(peer.port()).spec(), 3_000);
  }

  private static RedirectEnd end(ProbeResult result) {
    return result.steps().http().orElseThrow().redirectEnd().orElseThrow();
  }

  private static Peer answering(String text) {
    return Peer.of(talk -> talk.readRequest().say(text));
  }

  private static String found(Peer peer, String path) {
    return found("http://" + Probes.HOST + ":" + peer.port() + path);
  }

  private static String found(String location) {
    return "HTTP/1.1 302 Found\r\nLocation: " + location + "\r\n" + EMPTY;
  }

  private static String setting(String location) {
    return "HTTP/1.1 302 Found\r\nSet-Cookie: seen=1\r\nLocation: " + location + "\r\n" + EMPTY;
  }

  private static List<String> paths(Peer peer) {
    return peer.received.stream().map(request -> text(request).split(" ", 3)[1]).toList();
  }

  private static String text(byte[] request) {
    return new String(request, StandardCharsets.US_ASCII);
  }
}
