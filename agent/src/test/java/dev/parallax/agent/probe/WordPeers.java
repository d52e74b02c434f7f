package dev.parallax.agent.probe;

import static dev.parallax.agent.probe.WordPeers.Source.here;
import static dev.parallax.agent.probe.WordPeers.Source.in;

import dev.parallax.agent.probe.trial.ProbeResult;
import dev.parallax.model.Arms;
import dev.parallax.model.FailureWord;
import dev.parallax.model.ProbeSpec;
import dev.parallax.model.Scheme;
import dev.parallax.model.Target;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/** Each word of the closed list and the real peer that causes it. */
final class WordPeers {
  private static final String SERVER_HELLO_BEGINS = "16 03 03 00 7a 02 00 00 76 03 03 01 02";

  /** A ServerHello of TLS 1.2 with the suite TLS_NULL_WITH_NULL_NULL. */
  private static final String UNOFFERED =
      "16 03 03 00 2a 02 00 00 26 03 03" + " 01".repeat(32) + " 00 00 00 00";

  private static final String EMPTY = "Content-Length: 0\r\n\r\n";
  private static final String PROBE = "dev.parallax.agent.probe.";

  private static final Source DNS =
      in(PROBE + "DnsTest", PROBE + "DnsReplies", PROBE + "ResolverTest");
  private static final Source CERTIFICATES =
      in(PROBE + "CertificateTest", PROBE + "OddChainTest", PROBE + "BadSslTest");
  private static final Source QUIC = in(PROBE + "QuicTest");
  private static final Source PATH = in(PROBE + "WalkTest");

  private static final Map<FailureWord, Source> CONNECTIONS =
      Map.ofEntries(
          Map.entry(FailureWord.CONNECTION_REFUSED, new Source.Play(Situations::refused)),
          Map.entry(FailureWord.CONNECTION_RESET, new Source.Play(Situations::resetResolver)),
          Map.entry(FailureWord.CONNECT_TIMEOUT, new Source.Play(Situations::fullBacklog)),
          Map.entry(
              FailureWord.HOST_UNREACHABLE, new Source.Play(() -> Situations.route("unreachable"))),
          Map.entry(
              FailureWord.NETWORK_UNREACHABLE, new Source.Play(() -> Situations.route("throw"))),
          Map.entry(
              FailureWord.ADMIN_PROHIBITED, new Source.Play(() -> Situations.route("prohibit"))),
          Map.entry(FailureWord.RESET_BEFORE_DATA, here(Peer.Talk::reset, WordPeers::delayed)),
          Map.entry(FailureWord.CLOSED_BEFORE_DATA, here(Peer.Talk::finish, WordPeers::delayed)));

  private static final Map<FailureWord, Source> HANDSHAKES =
      Map.ofEntries(
          Map.entry(FailureWord.RESET_AFTER_HELLO, tls(talk -> talk.readRecord().reset())),
          Map.entry(FailureWord.EOF_AFTER_HELLO, tls(talk -> talk.readRecord().finish())),
          Map.entry(FailureWord.TIMEOUT_AFTER_HELLO, tls(talk -> {})),
          Map.entry(FailureWord.HELLO_NOT_ACKED, new Source.Play(Situations::droppedHello)),
          Map.entry(
              FailureWord.RESET_MID_HANDSHAKE,
              tls(talk -> talk.readRecord().hex(SERVER_HELLO_BEGINS).resetAfter(60))),
          Map.entry(
              FailureWord.EOF_MID_HANDSHAKE,
              tls(talk -> talk.readRecord().hex(SERVER_HELLO_BEGINS).finishAfter(60))),
          Map.entry(
              FailureWord.TIMEOUT_MID_HANDSHAKE,
              tls(talk -> talk.readRecord().hex(SERVER_HELLO_BEGINS))),
          Map.entry(FailureWord.NOT_TLS, tls(talk -> talk.say("SSH-2.0-peer\r\n"))),
          Map.entry(
              FailureWord.MALFORMED_RECORD,
              tls(talk -> talk.readRecord().hex("15 03 03 00 02 01 70 ff ff ff ff ff"))),
          Map.entry(FailureWord.PARAMETERS_REFUSED, tls(talk -> talk.readRecord().hex(UNOFFERED))),
          Map.entry(FailureWord.CERT_TOO_LARGE, new Source.Play(Situations::hugeCertificate)),
          Map.entry(FailureWord.CLOSED_AFTER_REQUEST, in(PROBE + "BadSslTest")),
          Map.entry(FailureWord.UNKNOWN, DNS));

  private static final Map<FailureWord, Source> CLEAR =
      Map.ofEntries(
          Map.entry(FailureWord.STARTTLS_REFUSED, smtp(talk -> talk.say("554 no\r\n"))),
          Map.entry(FailureWord.STARTTLS_RESET, smtp(talk -> talk.say("220-").resetAfter(60))),
          Map.entry(FailureWord.STARTTLS_EOF, smtp(talk -> talk.say("220-").finishAfter(60))),
          Map.entry(FailureWord.STARTTLS_TIMEOUT, smtp(talk -> {})),
          Map.entry(FailureWord.STARTTLS_MALFORMED, smtp(talk -> talk.say("SSH-2.0-peer\r\n"))));

  private static final Map<FailureWord, Source> ANSWERS =
      Map.ofEntries(
          Map.entry(FailureWord.HTTP_RESET, http(talk -> talk.readRequest().reset())),
          Map.entry(FailureWord.HTTP_EOF, http(talk -> talk.readRequest().finish())),
          Map.entry(FailureWord.HTTP_TIMEOUT, http(talk -> {})),
          Map.entry(FailureWord.HTTP_MALFORMED, answer("no such thing\r\n\r\n")),
          Map.entry(FailureWord.HTTP_BLOCKPAGE, answer("HTTP/1.1 451 No\r\n" + EMPTY)),
          Map.entry(
              FailureWord.HTTP_REDIRECT_LOOP,
              answer("HTTP/1.1 302 Found\r\nLocation: /\r\n" + EMPTY)),
          Map.entry(
              FailureWord.WEBSOCKET_REFUSED,
              here(
                  talk -> talk.readRequest().say("HTTP/1.1 403 No\r\n" + EMPTY),
                  WordPeers::webSocket)));

  private WordPeers() {}

  /** How a word is produced. */
  sealed interface Source {
    /** By this probe, which yields the result. */
    record Play(Scene scene) implements Source {}

    /** By tests of their own. */
    record Elsewhere(List<String> testClasses) implements Source {}

    static Source here(Peer.Script script, Function<Integer, ProbeSpec> probe) {
      return new Play(() -> Situations.peer(script, probe));
    }

    static Source in(String... testClasses) {
      return new Elsewhere(List.of(testClasses));
    }
  }

  interface Scene {
    ProbeResult play() throws Exception;
  }

  static Optional<Source> of(FailureWord word) {
    return List.of(CONNECTIONS, HANDSHAKES, CLEAR, ANSWERS).stream()
        .flatMap(table -> Optional.ofNullable(table.get(word)).stream())
        .findFirst()
        .or(() -> elsewhere(word.word()));
  }

  private static Optional<Source> elsewhere(String word) {
    return switch (word.substring(0, word.indexOf('_'))) {
      case "dns" -> Optional.of(DNS);
      case "cert" -> Optional.of(CERTIFICATES);
      case "quic" -> Optional.of(QUIC);
      case "icmp", "trace" -> Optional.of(PATH);
      default -> Optional.empty();
    };
  }

  private static Source tls(Peer.Script script) {
    return here(script, port -> Probes.tls(port).spec());
  }

  private static Source smtp(Peer.Script script) {
    return here(script, port -> Probes.tls(port).scheme(Scheme.SMTP).spec());
  }

  private static Source http(Peer.Script script) {
    return here(script, port -> Probes.http(port).spec());
  }

  private static Source answer(String text) {
    return http(talk -> talk.readRequest().say(text));
  }

  private static ProbeSpec delayed(int port) {
    return Probes.tls(port).delay(500).spec();
  }

  private static ProbeSpec webSocket(int port) {
    var target = new Target(Scheme.WS, Probes.HOST, port, Optional.of(Probes.LOOPBACK), "/");
    return Arms.base(target).build();
  }
}
