package dev.parallax.agent.probe;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import dev.parallax.agent.probe.trial.ProbeResult;
import dev.parallax.model.failure.Outcome;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Scripts of {@code tcp://} targets at servers that answer rightly, wrongly, late or not at all.
 */
@ExtendWith(Leaks.class)
class TcpScriptTest {
  private static final Prober PROBER = Probes.prober();
  private static final long STEP_MILLIS = 500;
  private static final String SMTP =
      "reply~'^220 ' 'send=EHLO a\\r\\n' reply~^250-SIZE send=QUIT\\r\\n";

  @AfterAll
  static void close() {
    PROBER.close();
  }

  @Test
  void withoutAScript_theConnectionSuffices() throws Exception {
    try (var peer = Peer.of(talk -> {})) {
      assertEquals("ok", run(peer, ""));
    }
  }

  @Test
  void smtp_isSpokenLineByLine() throws Exception {
    try (var peer =
        Peer.of(
            talk -> {
              talk.say("220-wait\r\n220 mail ESMTP\r\n").readUntil('\n');
              talk.say("250-mail\r\n250-SIZE 1000\r\n250 HELP\r\n").readUntil('\n');
            })) {
      assertEquals("ok", run(peer, SMTP));
      assertEquals(List.of("EHLO a\r\n"), received(peer).subList(0, 1));
    }
  }

  @Test
  void groupsOfAReply_areSentBack() throws Exception {
    try (var peer =
        Peer.of(
            talk -> {
              talk.say("PING :a1b2\r\n").expect("PONG a1b2\r\n").say("001 hello\r\n");
            })) {
      assertEquals("ok", run(peer, "'reply~^PING :([a-z0-9]+)' 'send=PONG ${1}\\r\\n' reply~^001"));
    }
  }

  @Test
  void bytesThatAreNoText_areSentAndMatched() throws Exception {
    try (var peer = Peer.of(talk -> talk.expect(new byte[] {0, (byte) 0xff, 9}).say("\0ok\n"))) {
      assertEquals("ok", run(peer, "send=\\x00\\xff\\t reply~^\\x00ok$"));
    }
  }

  @Test
  void promptWithoutTheEndOfALine_isMatchedAtOnce() throws Exception {
    try (var peer = Peer.of(talk -> talk.say("login: ").expect("me\n").say("Password: "))) {
      assertEquals("ok", run(peer, "'reply~login: ' send=me\\n 'reply~^Password: '"));
    }
  }

  @Test
  void expressionThatLooksAtTheEnd_waitsForTheEndOfTheLine() throws Exception {
    try (var peer =
        Peer.of(
            talk -> {
              talk.say("ok");
              talk.sayEvery(100, "ay\n");
            })) {
      assertEquals("tcp:unexpected_reply", run(peer, "reply~^ok$"));
    }
  }

  @Test
  void lastLineBeforeTheEndOfTheStream_needsNoEnd() throws Exception {
    try (var peer = Peer.of(talk -> talk.say("ok").finish())) {
      assertEquals("ok", run(peer, "reply~^ok$"));
    }
  }

  @Test
  void aReplyInManyPackets_isOneLine() throws Exception {
    try (var peer =
        Peer.of(
            talk -> {
              for (char next : "+PONG\r\n".toCharArray()) {
                talk.say(String.valueOf(next));
              }
            })) {
      assertEquals("ok", run(peer, "send=PING\\r\\n reply~^\\+PONG$"));
    }
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("peers")
  void peerToWord(String name, Peer.Script script, String words, String word, String text)
      throws Exception {
    try (var peer = Peer.of(script)) {
      var result = Probes.one(PROBER, spec(peer, words), STEP_MILLIS);
      assertEquals(word, Probes.word(result), result::toString);
      var detail = result.outcome() instanceof Outcome.Failed(var failure) ? failure.detail() : "";
      assertTrue(detail.contains(text), detail);
      assertTrue(detail.matches("step [0-9]+ of [0-9]+: expected .*; after [0-9]+ ms"), detail);
      assertTrue(detail.codePoints().noneMatch(Character::isISOControl), detail);
    }
  }

  private static Stream<Arguments> peers() {
    var unexpected = "tcp:unexpected_reply";
    return Stream.of(
        arguments(
            "wrong",
            script(talk -> talk.say("SSH-2.0-peer\r\n")),
            SMTP,
            unexpected,
            "step 1 of 4: expected reply ~^220 , received 14 bytes in 1 lines: SSH-2.0-peer, then"
                + " silence"),
        arguments(
            "wrongLater",
            script(talk -> talk.say("220 hi\r\n").say("550 no\r\n").readUntil('\n')),
            SMTP,
            unexpected,
            "step 3 of 4: expected reply ~^250-SIZE, received 8 bytes in 1 lines: 550 no, then"),
        arguments(
            "wrongAndGone",
            script(talk -> talk.say("554 no\r\n").finish()),
            SMTP,
            unexpected,
            "received 8 bytes in 1 lines: 554 no, then the end of the stream"),
        arguments(
            "silent",
            script(talk -> {}),
            SMTP,
            "tcp:reply_timeout",
            "expected reply ~^220 , received 0 bytes, then silence"),
        arguments(
            "silentAfterTheRequest",
            script(talk -> talk.readUntil('\n')),
            "send=PING\\n reply~PONG",
            "tcp:reply_timeout",
            "step 2 of 2: expected reply ~PONG, received 0 bytes, then silence"),
        arguments(
            "halfALine",
            script(talk -> talk.say("22")),
            SMTP,
            "tcp:reply_timeout",
            "received 2 bytes: 22, then silence"),
        arguments(
            "slow",
            script(talk -> talk.sayEvery(3 * STEP_MILLIS, "220 late\r\n")),
            SMTP,
            "tcp:reply_timeout",
            "received 0 bytes, then silence"),
        arguments(
            "closes",
            script(
                talk -> {
                  talk.readUntil('\n');
                  talk.finish();
                }),
            "send=PING\\n reply~PONG",
            "tcp:reply_eof",
            "received 0 bytes, then the end of the stream"),
        arguments(
            "resets",
            script(
                talk -> {
                  talk.readUntil('\n');
                  talk.reset();
                }),
            "send=PING\\n reply~PONG",
            "tcp:reply_reset",
            "received 0 bytes, then a reset"),
        arguments(
            "controlCharacters",
            script(talk -> talk.say("\33[2J\33]0;x\7\0\u202e<b>\r\n\r\n")),
            SMTP,
            unexpected,
            "<b>"),
        arguments(
            "aLineWithoutEnd",
            script(talk -> talk.say("x".repeat(200_000))),
            SMTP,
            unexpected,
            "then more than a trial reads"),
        arguments(
            "linesWithoutEnd",
            script(talk -> talk.say("\n".repeat(60_000))),
            SMTP,
            unexpected,
            "then more than a trial reads"),
        arguments(
            "tls",
            script(talk -> talk.hex("15 03 03 00 02 02 28").finish()),
            SMTP,
            unexpected,
            "received 7 bytes"));
  }

  private static Peer.Script script(Peer.Script script) {
    return script;
  }

  @Test
  void endBeforeTheFirstByte_isThatOfTheConnection() throws Exception {
    try (var peer = Peer.of(Peer.Talk::finish)) {
      assertEquals("tcp:closed_before_data", run(peer, SMTP));
    }
    try (var peer = Peer.of(Peer.Talk::reset)) {
      assertEquals("tcp:reset_before_data", run(peer, SMTP));
    }
  }

  private static String run(Peer peer, String words) throws IOException {
    ProbeResult result = Probes.one(PROBER, spec(peer, words), STEP_MILLIS);
    return Probes.word(result);
  }

  private static dev.parallax.model.plan.ProbeSpec spec(Peer peer, String words) {
    return ExpectationTest.probe("tcp", peer.port(), words);
  }

  private static List<String> received(Peer peer) {
    return peer.received.stream()
        .map(bytes -> new String(bytes, StandardCharsets.ISO_8859_1))
        .toList();
  }
}
