package dev.parallax.agent.probe;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import dev.parallax.model.endpoint.Scheme;
import dev.parallax.model.failure.Step;
import dev.parallax.model.observation.CleartextLines;
import dev.parallax.model.observation.TlsStep;
import dev.parallax.model.plan.HelloRecipe;
import dev.parallax.model.plan.ProbeSpec;
import java.io.IOException;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Servers that start in cleartext, correct and faulty ones. */
@ExtendWith(Leaks.class)
class StartTlsTest {
  private static final Prober PROBER = Probes.prober();
  private static final long STEP_MILLIS = 1_500;

  @BeforeAll
  static void loadClasses() {
    PROBER.warmUp();
  }

  @AfterAll
  static void close() {
    PROBER.close();
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("servers")
  void server_isOk_andOnlyTlsIsCounted(Scheme scheme, Peer.Script clear) throws Exception {
    try (var starting = Peer.of(talk -> TlsTalk.serve(plain(clear, talk)));
        var direct = Peer.of(TlsTalk::serve)) {
      var recipe = HelloRecipe.STANDARD.offering(scheme);
      var plain = Probes.tls(direct.port()).spec().but().hello(hello -> hello.by(recipe)).build();
      assertSameOnTheWire(ok(plain), ok(Probes.tls(starting.port()).scheme(scheme).spec()));
    }
  }

  @Test
  void serversLines_areRecordedWithTheHandshake() throws Exception {
    try (var peer = Peer.of(talk -> TlsTalk.serve(plain(StartTlsTalk.SMTP, talk)))) {
      var step = ok(Probes.tls(peer.port()).scheme(Scheme.SMTP).spec());
      assertEquals(
          List.of(
              "220-peer one",
              "220 peer two",
              "250-peer",
              "250-SIZE 10",
              "250-STARTTLS",
              "250 HELP",
              "220 go"),
          step.cleartext().lines());
      assertTrue(step.cleartext().offersTls());
    }
  }

  /** As a firewall that inspects SMTP masks the capability. */
  @Test
  void maskedCapability_isRecordedWithTheRefusal() throws Exception {
    Peer.Script masked =
        talk -> ehlo(talk).say("250-peer\r\n250-XXXXXXXA\u001b[2J\r\n250 HELP\r\n");
    try (var peer = Peer.of(masked)) {
      var result =
          Probes.one(PROBER, Probes.tls(peer.port()).scheme(Scheme.SMTP).spec(), STEP_MILLIS);
      var lines = result.steps().tls().orElseThrow().cleartext();
      assertEquals("tls:starttls_refused", Probes.word(result), result::toString);
      assertTrue(lines.lines().contains("250-XXXXXXXA.[2J"), lines::toString);
      assertFalse(lines.offersTls());
    }
  }

  @Test
  void longCleartext_isRecordedUpToItsBounds() throws Exception {
    var line = "220-" + "x".repeat(400) + "\r\n";
    Peer.Script talkative = talk -> talk.say(line.repeat(100)).say("554 no\r\n");
    try (var peer = Peer.of(talkative)) {
      var result =
          Probes.one(PROBER, Probes.tls(peer.port()).scheme(Scheme.SMTP).spec(), STEP_MILLIS);
      var lines = result.steps().tls().orElseThrow().cleartext().lines();
      assertTrue(lines.size() <= CleartextLines.MOST, lines::toString);
      assertTrue(lines.stream().allMatch(one -> one.length() <= CleartextLines.LONGEST));
    }
  }

  /** But for the length of an ECDSA signature, which differs by a few bytes. */
  private static void assertSameOnTheWire(TlsStep direct, TlsStep starting) {
    var expected = direct.traffic();
    var traffic = starting.traffic();
    assertEquals(direct.hello().hash(), starting.hello().hash());
    assertEquals(expected.bytesSent(), traffic.bytesSent());
    assertEquals(expected.recordsSent(), traffic.recordsSent());
    assertEquals(expected.recordsReceived(), traffic.recordsReceived());
    assertTrue(Math.abs(expected.bytesReceived() - traffic.bytesReceived()) <= 8);
  }

  private static TlsStep ok(ProbeSpec spec) {
    var result = Probes.one(PROBER, spec, 5_000);
    assertEquals("ok", Probes.word(result), result::toString);
    return result.steps().tls().orElseThrow();
  }

  static Stream<Arguments> servers() {
    return Stream.of(
        arguments(Scheme.SMTP, StartTlsTalk.SMTP),
        arguments(Scheme.IMAP, StartTlsTalk.IMAP),
        arguments(Scheme.POP3, StartTlsTalk.POP3),
        arguments(Scheme.LDAP, StartTlsTalk.LDAP),
        arguments(Scheme.POSTGRES, StartTlsTalk.POSTGRES),
        arguments(Scheme.MYSQL, StartTlsTalk.MYSQL),
        arguments(Scheme.XMPP, StartTlsTalk.XMPP));
  }

  @ParameterizedTest(name = "{0} {1} → {3}: {4}")
  @MethodSource({"refusals", "ends", "malformed", "injections"})
  void peerToWord(Scheme scheme, String name, Peer.Script script, String word, String said)
      throws Exception {
    try (var peer = Peer.of(script)) {
      var spec = Probes.tls(peer.port()).scheme(scheme).spec();
      var result = Probes.one(PROBER, spec, STEP_MILLIS);
      assertEquals(word, Probes.word(result), result::toString);
      assertTrue(result.outcome().toString().contains(said), result::toString);
    }
  }

  static Stream<Arguments> refusals() {
    var refused = "tls:starttls_refused";
    var policy = "tls:starttls_refused_by_policy";
    return Stream.of(
        peer(Scheme.SMTP, "turnsAway", talk -> talk.say("554 go away\r\n"), policy, "554 go away"),
        peer(
            Scheme.SMTP,
            "isBusyAndCloses",
            talk -> talk.say("421 too many\r\n").finish(),
            policy,
            "421 too many"),
        peer(
            Scheme.SMTP,
            "offersNone",
            talk -> ehlo(talk).say("250-peer\r\n250 PIPELINING\r\n"),
            refused,
            "not among the capabilities"),
        peer(
            Scheme.SMTP,
            "takesItBack",
            talk -> starttls(talk).say("454 TLS not available\r\n"),
            policy,
            "454 TLS not available"),
        peer(
            Scheme.SMTP,
            "doesNotKnowTheCommand",
            talk -> starttls(talk).say("502 unknown\r\n"),
            refused,
            "502 unknown"),
        peer(Scheme.IMAP, "saysBye", talk -> talk.say("* BYE later\r\n"), refused, "BYE later"),
        peer(
            Scheme.IMAP,
            "knowsUsAlready",
            talk -> talk.say("* PREAUTH welcome\r\n"),
            refused,
            "PREAUTH"),
        peer(
            Scheme.IMAP,
            "offersNone",
            talk ->
                talk.say("* OK\r\n")
                    .expect("a1 CAPABILITY\r\n")
                    .say("* CAPABILITY IMAP4rev1 LOGINDISABLED\r\na1 OK\r\n"),
            refused,
            "not among the capabilities"),
        peer(
            Scheme.POP3,
            "offersNone",
            talk -> talk.say("+OK\r\n").expect("CAPA\r\n").say("+OK\r\nUIDL\r\n.\r\n"),
            refused,
            "not among the capabilities"),
        peer(
            Scheme.POP3,
            "knowsNeither",
            talk ->
                talk.say("+OK\r\n")
                    .expect("CAPA\r\n")
                    .say("-ERR\r\n")
                    .expect("STLS\r\n")
                    .say("-ERR what\r\n"),
            refused,
            "-ERR what"),
        peer(
            Scheme.LDAP,
            "says53",
            talk -> StartTlsTalk.ldapRequest(talk).hex("300f 020101 780a 0a0135 0400 0403 6e6f21"),
            refused,
            "result 53 no!"),
        peer(
            Scheme.LDAP,
            "disconnects",
            talk -> talk.hex("300c 020100 7807 0a0134 0400 0400"),
            refused,
            "result 52"),
        peer(Scheme.POSTGRES, "saysN", talk -> talk.say("N"), refused, "no TLS"),
        peer(
            Scheme.POSTGRES,
            "saysError",
            talk -> talk.say("E\0\0\0\u0017SFATAL\0Mtoo many\0\0\0\0"),
            refused,
            "E: too many"),
        peer(
            Scheme.POSTGRES,
            "saysErrorOldStyle",
            talk -> talk.say("Eunsupported frontend protocol\n\0"),
            refused,
            "supported"),
        peer(
            Scheme.MYSQL,
            "offersNone",
            talk -> talk.hex(StartTlsTalk.mysqlGreeting("00 f7")),
            refused,
            "8.4.0-peer"),
        peer(
            Scheme.MYSQL,
            "blocksUs",
            talk -> talk.hex("0f 00 00 00 ff 69 04").say("Host blocked"),
            refused,
            "1129 Host blocked"),
        peer(
            Scheme.XMPP,
            "offersNone",
            talk -> talk.say(StartTlsTalk.XMPP_STREAM + "<stream:features/>"),
            refused,
            "not among the features"),
        peer(
            Scheme.XMPP,
            "fails",
            talk ->
                talk.say(StartTlsTalk.XMPP_FEATURES)
                    .say("<failure xmlns='urn:ietf:params:xml:ns:xmpp-tls'/></stream:stream>"),
            refused,
            "failure"),
        peer(
            Scheme.XMPP,
            "doesNotKnowTheHost",
            talk ->
                talk.say(StartTlsTalk.XMPP_STREAM)
                    .say("<stream:error><host-unknown xmlns='x'/></stream:error></stream:stream>"),
            refused,
            "stream error: host-unknown"));
  }

  static Stream<Arguments> ends() {
    return Stream.of(
        peer(Scheme.SMTP, "resetsFirst", Peer.Talk::reset, "tcp:reset_before_data", ""),
        peer(Scheme.IMAP, "closesFirst", Peer.Talk::finish, "tcp:closed_before_data", ""),
        peer(
            Scheme.SMTP,
            "closesInGreeting",
            talk -> talk.say("220-peer\r\n").finishAfter(80),
            "tls:starttls_eof",
            ""),
        peer(
            Scheme.SMTP,
            "resetsInGreeting",
            talk -> talk.say("220-peer\r\n").resetAfter(80),
            "tls:starttls_reset",
            ""),
        peer(Scheme.MYSQL, "silent", talk -> {}, "tls:starttls_timeout", ""),
        peer(Scheme.SMTP, "stalls", talk -> ehlo(talk), "tls:starttls_timeout", ""),
        peer(Scheme.SMTP, "resets", talk -> starttls(talk).reset(), "tls:starttls_reset", ""),
        peer(Scheme.SMTP, "closes", talk -> starttls(talk).finish(), "tls:starttls_eof", ""),
        peer(
            Scheme.POSTGRES,
            "resets",
            talk -> talk.expect(StartTlsTalk.SSL_REQUEST).reset(),
            "tls:starttls_reset",
            ""),
        peer(
            Scheme.POSTGRES,
            "resetsTheHello",
            talk -> talk.expect(StartTlsTalk.SSL_REQUEST).say("S").readRecord().reset(),
            "tls:reset_after_client_hello",
            ""),
        peer(
            Scheme.SMTP,
            "silentToTheHello",
            talk -> starttls(talk).say("220 go\r\n"),
            "tls:timeout_after_client_hello",
            ""));
  }

  static Stream<Arguments> malformed() {
    var malformed = "tls:starttls_malformed";
    var http = "HTTP/1.1 400 Bad Request\r\n\r\n";
    var alert = "15 03 03 00 02 02 46";
    return Stream.of(
        peer(Scheme.SMTP, "http", talk -> talk.say(http), malformed, "HTTP/1.1 400"),
        peer(Scheme.SMTP, "code9", talk -> talk.say("999 x\r\n"), malformed, "999"),
        peer(Scheme.SMTP, "wrongCode", talk -> talk.say("250 x\r\n"), malformed, "250 x"),
        peer(
            Scheme.SMTP,
            "greetsForever",
            talk -> talk.say("220-more\r\n".repeat(10_000)),
            malformed,
            "64 KiB"),
        peer(
            Scheme.SMTP,
            "endlessLine",
            talk -> talk.say("220 " + "x".repeat(1 << 20)),
            malformed,
            "4 KiB"),
        peer(
            Scheme.SMTP,
            "controlCharacters",
            talk -> talk.say("HE\u001b[31m\u0007\u009b\r\n"),
            malformed,
            "unexpected: HE [31m"),
        peer(Scheme.IMAP, "pop", talk -> talk.say("+OK\r\n"), malformed, "+OK"),
        peer(Scheme.POP3, "imap", talk -> talk.say("* OK\r\n"), malformed, "* OK"),
        peer(Scheme.LDAP, "tlsAtOnce", talk -> talk.hex(alert), malformed, "TLS may begin at once"),
        peer(Scheme.LDAP, "http", talk -> talk.say(http), malformed, "HTTP/1.1"),
        peer(Scheme.LDAP, "huge", talk -> talk.hex("30 84 7f ff ff ff"), malformed, "4 KiB"),
        peer(Scheme.LDAP, "indefinite", talk -> talk.hex("30 80 00 00"), malformed, "4 KiB"),
        peer(Scheme.LDAP, "hollow", talk -> talk.hex("30 00"), malformed, "no ExtendedResponse"),
        peer(Scheme.POSTGRES, "tlsAtOnce", talk -> talk.hex(alert), malformed, "TLS may begin"),
        peer(Scheme.MYSQL, "http", talk -> talk.say(http), malformed, "4 KiB"),
        peer(Scheme.MYSQL, "version9", talk -> talk.hex("02 00 00 00 09 00"), malformed, "9"),
        peer(Scheme.MYSQL, "short", talk -> talk.hex("02 00 00 00 0a 38"), malformed, "short"),
        peer(Scheme.XMPP, "http", talk -> talk.say(http), malformed, "no XML"),
        peer(Scheme.XMPP, "tlsAtOnce", talk -> talk.hex(alert), malformed, "TLS may begin at once"),
        peer(
            Scheme.XMPP,
            "entities",
            talk -> talk.say("<?xml version='1.0'?><!DOCTYPE a [<!ENTITY b 'c'>]>"),
            malformed,
            "DOCTYPE"),
        peer(
            Scheme.XMPP,
            "endlessTag",
            talk -> talk.say("<stream:stream a='" + ">".repeat(1 << 20)),
            malformed,
            "4 KiB"));
  }

  /** Bytes before TLS must never count as received over TLS (CVE-2011-0411). */
  static Stream<Arguments> injections() {
    var malformed = "tls:starttls_malformed";
    return Stream.of(
        peer(
            Scheme.SMTP,
            "injects",
            talk -> starttls(talk).say("220 go\r\n250 injected\r\n"),
            malformed,
            "14 bytes in the clear"),
        peer(Scheme.POSTGRES, "injects", talk -> talk.say("Sx"), malformed, "1 bytes in the clear"),
        peer(
            Scheme.MYSQL,
            "injects",
            talk -> talk.hex(StartTlsTalk.mysqlGreeting("00 ff") + "00"),
            malformed,
            "1 bytes in the clear"),
        peer(
            Scheme.SMTP,
            "injectsLate",
            talk -> {
              starttls(talk).say("220 go\r\n").readRecord().say("250 injected\r\n");
            },
            "tls:not_tls",
            ""));
  }

  @Test
  void greetingDuringADelay_isNotLost() throws Exception {
    try (var peer = Peer.of(talk -> TlsTalk.serve(plain(StartTlsTalk.SMTP, talk)))) {
      var spec = Probes.tls(peer.port()).scheme(Scheme.SMTP).delay(200).spec();
      assertEquals("ok", Probes.word(Probes.one(PROBER, spec, 5_000)));
    }
  }

  @Test
  void lastStepTcp_saysNothing() throws Exception {
    try (var peer = Peer.of(talk -> talk.say("220 peer\r\n").readUntil('\n'))) {
      var spec = Probes.tls(peer.port()).scheme(Scheme.SMTP).spec(Step.TCP);
      assertEquals("ok", Probes.word(Probes.one(PROBER, spec, STEP_MILLIS)));
      assertTrue(peer.received.isEmpty());
    }
  }

  private static Peer.Talk plain(Peer.Script clear, Peer.Talk talk) throws IOException {
    clear.play(talk);
    return talk;
  }

  private static Peer.Talk ehlo(Peer.Talk talk) throws IOException {
    return talk.say("220 peer ESMTP\r\n").expect("EHLO [127.0.0.1]\r\n");
  }

  private static Peer.Talk starttls(Peer.Talk talk) throws IOException {
    return ehlo(talk).say("250-peer\r\n250 StartTLS\r\n").expect("STARTTLS\r\n");
  }

  private static Arguments peer(
      Scheme scheme, String name, Peer.Script script, String word, String said) {
    return arguments(scheme, name, script, word, said);
  }
}
