package dev.parallax.agent.probe;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import dev.parallax.agent.probe.trial.ProbeResult;
import dev.parallax.model.endpoint.Scheme;
import dev.parallax.model.observation.HttpStep;
import dev.parallax.model.observation.TlsStep;
import dev.parallax.model.plan.ProbeSpec;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Random;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Function;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Peers that mean harm: each costs its step's time and a bounded amount of memory, no more. */
@ExtendWith(Leaks.class)
class HostilePeerTest {
  private static final Prober PROBER = Probes.prober();
  private static final long STEP_MILLIS = 1_000;

  /** For peers that end their step themselves, on a machine with other work. */
  private static final long PATIENT_MILLIS = 10_000;

  /** For a busy machine. */
  private static final long SLACK_MILLIS = 2_000;

  static final String OK = "HTTP/1.1 200 OK\r\n";
  private static final String CHUNKED = OK + "Transfer-Encoding: chunked\r\n\r\n";
  private static final String AGENT_ERROR = "not_run:agent_error";
  private static final String BIG_RECORD = "16 03 03 40 00";

  @BeforeAll
  static void loadClasses() {
    PROBER.warmUp();
  }

  @AfterAll
  static void close() {
    PROBER.close();
  }

  @ParameterizedTest(name = "{0} → {3}")
  @MethodSource({"handshakes", "heads", "bodies"})
  void peer_costsItsStep_andIsNamed(
      String name, Peer.Script script, Function<Integer, ProbeSpec> probe, String word)
      throws Exception {
    try (var peer = Peer.of(script)) {
      long stepMillis = isWholeStep(name, word) ? STEP_MILLIS : PATIENT_MILLIS;
      var took = new AtomicLong();
      var spec = probe.apply(peer.port());
      var result = Probes.attended(() -> timed(spec, stepMillis, took));
      assertEquals(word, Probes.word(result), result::toString);
      result.steps().tls().ifPresent(HostilePeerTest::assertReadInBounds);
      long limitMillis = stepMillis + SLACK_MILLIS + result.delay().total().toMillis();
      assertTrue(took.get() < limitMillis, () -> name + " took " + took + " ms: " + result);
    }
  }

  /**
   * @param took receives the milliseconds
   */
  private static ProbeResult timed(ProbeSpec spec, long stepMillis, AtomicLong took) {
    long before = System.nanoTime();
    var result = Probes.run(PROBER, spec, stepMillis).getFirst();
    took.set((System.nanoTime() - before) / 1_000_000);
    return result;
  }

  private static boolean isWholeStep(String name, String word) {
    return word.contains("timeout") || name.equals("dripsABody");
  }

  /** The limit, and the read that exceeded it. */
  private static void assertReadInBounds(TlsStep tls) {
    assertTrue(tls.traffic().bytesReceived() <= (64 + 8) * 1024, tls::toString);
  }

  @Test
  void floodBeforeTheHello_isReadNoFurther() throws Exception {
    try (var peer = Peer.of(talk -> endless(talk, "x"))) {
      var spec = Probes.tls(peer.port()).delay(400).spec();
      var result = Probes.one(PROBER, spec, PATIENT_MILLIS);
      assertEquals("tls:not_tls", Probes.word(result), result::toString);
      assertReadInBounds(result.steps().tls().orElseThrow());
    }
  }

  @Test
  void floodInTheClear_isReadNoFurther() throws Exception {
    try (var peer = Peer.of(talk -> endless(talk, "220-more\r\n"))) {
      var spec = Probes.tls(peer.port()).scheme(Scheme.SMTP).delay(400).spec();
      var result = Probes.one(PROBER, spec, PATIENT_MILLIS);
      assertEquals("tls:starttls_malformed", Probes.word(result), result::toString);
    }
  }

  static Stream<Arguments> handshakes() {
    return Stream.of(
        tls("unfinishedRecord", HostilePeerTest::unfinishedRecord, "timeout_mid_handshake"),
        tls(
            "dripsARecord",
            talk -> drip(talk.readRecord().hex(BIG_RECORD)),
            "timeout_mid_handshake"),
        tls("dripsGarbage", talk -> drip(talk.readRecord().say("no ")), "not_tls"),
        tls("garbage", talk -> talk.readRecord().say(garbage()), "not_tls"),
        tls("emptyRecords", talk -> endless(talk.readRecord(), "\26\3\3\0\0"), "malformed_record"),
        tls("longRecord", talk -> talk.readRecord().hex("16 03 03 ff ff"), "not_tls"),
        tls("warnsForEver", talk -> endless(talk.readRecord(), WARNING), "alert_user_canceled"));
  }

  private static final String WARNING = "\25\3\3\0\2\1\132";

  static Stream<Arguments> heads() {
    return Stream.of(
        http("manyHeaders", talk -> endless(talk.say(OK), "a: b\r\n"), AGENT_ERROR),
        http("oneHeader", talk -> endless(talk.say(OK + "a: "), "b"), AGENT_ERROR),
        http("oneName", talk -> endless(talk.say(OK), "b"), AGENT_ERROR),
        http("foldedHeader", talk -> endless(talk.say(OK + "a: b"), "\r\n b"), AGENT_ERROR),
        http("statusLine", talk -> endless(talk.say("HTTP/1.1 200 "), "b"), AGENT_ERROR),
        http("blankLines", talk -> endless(talk, "\r\n"), "http_malformed"),
        http("interim", talk -> endless(talk, "HTTP/1.1 100 Go\r\n\r\n"), AGENT_ERROR),
        http("zeroes", talk -> endless(talk, "\0"), "http_malformed"),
        http("garbage", talk -> talk.say(garbage()), "http_malformed"),
        http("dripsAHead", talk -> drip(talk.say(OK + "a: ")), "http_timeout"),
        http("status", talk -> talk.say("HTTP/1.1 99999 x\r\n\r\n"), "http_malformed"),
        http("negative", talk -> talk.say("HTTP/1.1 -1 x\r\n\r\n"), "http_malformed"));
  }

  static Stream<Arguments> bodies() {
    return Stream.of(
        http("dripsABody", talk -> drip(talk.say(OK + "\r\n")), "ok"),
        http("endlessBody", talk -> endless(talk.say(OK + "\r\n"), "x"), "ok"),
        http("endlessChunks", talk -> endless(talk.say(CHUNKED), "1\r\nx\r\n"), "ok"),
        http("noChunk", talk -> talk.say(CHUNKED + "zz\r\n"), "http_malformed"),
        http("hugeChunk", talk -> talk.say(CHUNKED + "f".repeat(40) + "\r\n"), "http_malformed"),
        http("negativeChunk", talk -> talk.say(CHUNKED + "-1\r\n"), "http_malformed"),
        http("chunkName", talk -> endless(talk.say(CHUNKED + "1;"), "x"), "ok"),
        http("trailers", talk -> endless(talk.say(CHUNKED + "0\r\n"), "a: b\r\n"), "ok"),
        http("twoLengths", talk -> talk.say(lengths("1", "2")), "http_malformed"),
        http("negativeLength", talk -> talk.say(lengths("-1")), "http_malformed"),
        http("hugeLength", talk -> talk.say(lengths("99999999999999999999")), "http_malformed"));
  }

  @Test
  void gzipBomb_staysPacked() throws Exception {
    var packed = new ByteArrayOutputStream();
    try (var gzip = new GZIPOutputStream(packed)) {
      gzip.write(new byte[4 << 20]);
    }
    var body = Arrays.copyOf(packed.toByteArray(), 4_000);
    var head = OK + "Content-Encoding: gzip\r\nContent-Length: " + body.length + "\r\n\r\n";
    try (var peer =
        Peer.of(
            talk -> {
              talk.readRequest().say(head);
              talk.socket().getOutputStream().write(body);
            })) {
      var http = ok(peer);
      var sha = MessageDigest.getInstance("SHA-256").digest(body);
      assertEquals(HexFormat.of().formatHex(sha), http.bodyHash());
    }
  }

  @Test
  void invisibleCharacters_areNotRecorded() throws Exception {
    var title = "a\u001b[2J\u202eb\u2066c\u200bd\u0085e\u2028f\ud83d\ude00\n<b>";
    var body = "<html><title>" + title + "</title>";
    var head = OK + "Server: \u009bx\u00ade\r\nVia: \u00e2\u0080\u00aey\r\n\r\n";
    try (var peer =
        Peer.of(
            talk -> {
              talk.readRequest().say(head);
              talk.socket().getOutputStream().write(body.getBytes(StandardCharsets.UTF_8));
              talk.finish();
            })) {
      var http = ok(peer);
      assertEquals("a [2J b c d e f\ud83d\ude00", http.title().orElseThrow());
      assertEquals("x e", http.headers().get("server"));
      assertFalse(http.toString().codePoints().anyMatch(Character::isISOControl), http::toString);
    }
  }

  private static HttpStep ok(Peer peer) {
    var result = Probes.one(PROBER, Probes.http(peer.port()).spec(), PATIENT_MILLIS);
    assertEquals("ok", Probes.word(result), result::toString);
    return result.steps().http().orElseThrow();
  }

  @Test
  void longTitle_isNotCutWithinACharacter() throws Exception {
    var title = "x" + "\ud83d\ude00".repeat(400);
    try (var peer =
        Peer.of(
            talk -> {
              talk.readRequest().say(OK + "\r\n");
              var page = "<title>" + title + "</title>";
              talk.socket().getOutputStream().write(page.getBytes(StandardCharsets.UTF_8));
              talk.finish();
            })) {
      var recorded = ok(peer).title().orElseThrow();
      assertEquals(title.substring(0, 299), recorded);
    }
  }

  static void unfinishedRecord(Peer.Talk talk) throws IOException {
    talk.readRecord().hex(BIG_RECORD).say("\2".repeat(16_383));
  }

  private static void endless(Peer.Talk talk, String text) throws IOException {
    while (true) {
      talk.say(text.repeat(1 + 8_192 / text.length()));
    }
  }

  /** A byte now and then, for as long as anyone listens. */
  private static void drip(Peer.Talk talk) {
    talk.sayEvery(100, "x");
  }

  private static String garbage() {
    var bytes = new byte[8_192];
    new Random(7).nextBytes(bytes);
    return new String(bytes, StandardCharsets.ISO_8859_1);
  }

  private static String lengths(String... lengths) {
    return OK
        + Stream.of(lengths)
            .map(length -> "Content-Length: " + length + "\r\n")
            .reduce("", String::concat)
        + "\r\nxx";
  }

  private static Arguments tls(String name, Peer.Script script, String word) {
    Function<Integer, ProbeSpec> probe = port -> Probes.tls(port).spec();
    return arguments(name, script, probe, "tls:" + word);
  }

  private static Arguments http(String name, Peer.Script script, String word) {
    Peer.Script answer = talk -> script.play(talk.readRequest());
    Function<Integer, ProbeSpec> probe = port -> Probes.http(port).spec();
    return arguments(
        name, answer, probe, word.equals("ok") || word.equals(AGENT_ERROR) ? word : "http:" + word);
  }
}
