package dev.parallax.agent.probe;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import dev.parallax.model.failure.FailureWord;
import dev.parallax.model.observation.TlsStep;
import dev.parallax.model.observation.TlsStep.Alert;
import dev.parallax.model.plan.Arm;
import dev.parallax.model.plan.Arms;
import dev.parallax.model.plan.ProbeSpec;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Every failure word of a handshake, by engine and by hand, with the observations until then. */
@ExtendWith(Leaks.class)
class TlsWordsTest {
  private static final Prober PROBER = Probes.prober();
  private static final long STEP_MILLIS = 1_500;

  /** The header of a record with a ServerHello of 118 bytes, and the first 8 of those. */
  private static final String SERVER_HELLO_BEGINS = "16 03 03 00 7a 02 00 00 76 03 03 01 02";

  /** A whole TLS 1.2 ServerHello without extensions, for the suite 0xC02F. */
  private static final String SERVER_HELLO =
      "16 03 03 00 2a 02 00 00 26 03 03" + "ab".repeat(32) + "00 c0 2f 00";

  @BeforeAll
  static void loadClasses() {
    PROBER.warmUp();
  }

  @AfterAll
  static void close() {
    PROBER.close();
  }

  /** The received bytes, and the end. */
  record Seen(String word, long bytes, int records) {}

  static Stream<Arguments> endings() {
    return both(
        peer("silent", talk -> {}, new Seen("timeout_after_client_hello", 0, 0)),
        peer(
            "resets",
            talk -> talk.readRecord().reset(),
            new Seen("reset_after_client_hello", 0, 0)),
        peer(
            "closes", talk -> talk.readRecord().finish(), new Seen("eof_after_client_hello", 0, 0)),
        peer(
            "stallsInServerHello",
            talk -> talk.readRecord().hex(SERVER_HELLO_BEGINS),
            new Seen("timeout_mid_handshake", 13, 0)),
        peer(
            "resetsInServerHello",
            talk -> talk.readRecord().hex(SERVER_HELLO_BEGINS).resetAfter(60),
            new Seen("reset_mid_handshake", 13, 0)),
        peer(
            "closesInServerHello",
            talk -> talk.readRecord().hex(SERVER_HELLO_BEGINS).finishAfter(60),
            new Seen("eof_mid_handshake", 13, 0)),
        peer(
            "stallsAfterServerHello",
            talk -> talk.readRecord().hex(SERVER_HELLO),
            new Seen("timeout_mid_handshake", 47, 1)),
        peer(
            "closesAfterServerHello",
            talk -> talk.readRecord().hex(SERVER_HELLO).finishAfter(60),
            new Seen("eof_mid_handshake", 47, 1)),
        peer(
            "breaksARecord",
            talk -> talk.readRecord().hex("15 03 03 00 02 01 70 ff ff ff ff ff"),
            new Seen("malformed_record", 12, 1)),
        peer(
            "anotherMessageThanAServersFirst",
            talk -> talk.readRecord().hex("16 03 03 00 05 63 00 00 01 00"),
            new Seen("malformed_record", 10, 1)),
        peer(
            "aServerHelloThatIsNone",
            talk -> talk.readRecord().hex("16 03 03 00 06 02 00 00 02 03 03"),
            new Seen("malformed_record", 11, 1)),
        peer(
            "speaksHttp",
            talk -> talk.readRecord().say("HTTP/1.1 400 Bad Request\r\n\r\n").finish(),
            new Seen("not_tls", 28, 0)),
        peer(
            "speaksSsh",
            talk -> talk.readRecord().say("SSH-2.0-peer\r\n"),
            new Seen("not_tls", 14, 0)));
  }

  @ParameterizedTest(name = "{0} {1}")
  @MethodSource("endings")
  void ending(String how, String name, Peer.Script script, ProbeSpec spec, Seen seen)
      throws IOException {
    var tls = fails(script, spec, seen.word());
    assertEquals(seen.bytes(), tls.traffic().bytesReceived(), tls::toString);
    assertEquals(seen.records(), tls.traffic().recordsReceived(), tls::toString);
    assertTrue(tls.traffic().recordsSent() >= 1, tls::toString);
    assertTrue(tls.traffic().bytesSent() >= tls.hello().bytes() + 5, tls::toString);
    assertEquals(
        seen.word().equals(FailureWord.NOT_TLS.word()),
        tls.traffic().firstBytes().isPresent(),
        tls::toString);
    assertEquals(seen.bytes() == 47 ? "TLSv1.2" : "", tls.agreed().version());
  }

  /** Every alert of the IANA registry, and one that is not registered. */
  static Stream<Arguments> alerts() {
    return IntStream.range(0, 256)
        .filter(code -> code == 200 || !FailureWord.alert(code).word().equals("alert_" + code))
        .boxed()
        .flatMap(code -> Stream.of(arguments(code, base()), arguments(code, byHand())));
  }

  @ParameterizedTest
  @MethodSource("alerts")
  void alert(int code, ProbeSpec spec) throws IOException {
    var record = "15 03 03 00 02 02 %02x".formatted(code);
    var tls =
        fails(talk -> talk.readRecord().hex(record).finish(), spec, FailureWord.alert(code).word());
    assertEquals(Optional.of(new Alert(2, code, true)), tls.alert());
    assertEquals(7, tls.traffic().bytesReceived());
    assertEquals(1, tls.traffic().recordsReceived());
  }

  /** Linux drops the segments with data and keeps the rest: a box that swallows ClientHellos. */
  @ParameterizedTest
  @MethodSource("hellos")
  void swallowedHello_isNotAcknowledged(ProbeSpec spec) throws Exception {
    assumeTrue(Firewall.isOurs(), "needs root and iptables");
    try (var peer = Peer.of(talk -> {});
        var rule = Firewall.dropData(peer.port())) {
      var result = Probes.one(PROBER, spec.but().port(peer.port()).build(), STEP_MILLIS);
      assertEquals("tls:client_hello_not_acked", Probes.word(result), result::toString);
      var info = result.steps().tcp().orElseThrow().info().orElseThrow();
      assertTrue(info.unacked() > 0 && info.retransmits() > 0, rule + ": " + result);
    }
  }

  static List<ProbeSpec> hellos() {
    return List.of(base(), byHand());
  }

  private static TlsStep fails(Peer.Script script, ProbeSpec spec, String word) throws IOException {
    try (var peer = Peer.of(script)) {
      var result = Probes.one(PROBER, spec.but().port(peer.port()).build(), STEP_MILLIS);
      assertEquals("tls:" + word, Probes.word(result), result::toString);
      return result.steps().tls().orElseThrow();
    }
  }

  private static ProbeSpec base() {
    return Arms.base(HelloTest.target(0)).build();
  }

  private static ProbeSpec byHand() {
    return Arms.shaped(HelloTest.target(0), Arm.SMALL_HELLO).build();
  }

  private record Case(String name, Peer.Script script, Seen seen) {}

  private static Case peer(String name, Peer.Script script, Seen seen) {
    return new Case(name, script, seen);
  }

  private static Stream<Arguments> both(Case... cases) {
    return Stream.of(cases)
        .flatMap(
            one ->
                Stream.of(
                    arguments("engine", one.name(), one.script(), base(), one.seen()),
                    arguments("by hand", one.name(), one.script(), byHand(), one.seen())));
  }
}
