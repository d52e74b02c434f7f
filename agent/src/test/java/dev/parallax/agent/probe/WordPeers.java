package dev.parallax.agent.probe;

import static dev.parallax.agent.probe.WordPeers.Source.here;

import dev.parallax.agent.probe.trial.ProbeResult;
import dev.parallax.model.endpoint.Scheme;
import dev.parallax.model.endpoint.Target;
import dev.parallax.model.failure.FailureWord;
import dev.parallax.model.plan.Arms;
import dev.parallax.model.plan.ProbeSpec;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.params.provider.Arguments;

/** Each word of the closed list and the real peer that causes it. */
@SuppressWarnings("JUnitMethodInvoked") // A peer and its test are one.
final class WordPeers {
  private static final String ROUTERS =
      "needs routers between the probe and its peer, which WalkTest builds of network namespaces";

  private static final String OLDER =
      "from agents of earlier releases only, for a connection to a name server; see DnsTest";

  private static final String SERVER_HELLO_BEGINS = "16 03 03 00 7a 02 00 00 76 03 03 01 02";

  /** A ServerHello of TLS 1.2 with the suite TLS_NULL_WITH_NULL_NULL. */
  private static final String UNOFFERED =
      "16 03 03 00 2a 02 00 00 26 03 03" + " 01".repeat(32) + " 00 00 00 00";

  private static final String EMPTY = "Content-Length: 0\r\n\r\n";
  private static final Map<FailureWord, Source> EXPECTATIONS =
      Map.ofEntries(
          Map.entry(FailureWord.UNEXPECTED_STATUS, expecting("status=204")),
          Map.entry(FailureWord.UNEXPECTED_CONTENT, expecting("body~healthy")),
          Map.entry(FailureWord.UNEXPECTED_ALPN, expectingTls("alpn=h2")),
          Map.entry(FailureWord.UNEXPECTED_TLS_VERSION, expectingTls("tls>=1.3")),
          Map.entry(FailureWord.CERTIFICATE_EXPIRES_SOON, expectingTls("cert-days>=30")),
          Map.entry(
              FailureWord.UNEXPECTED_DNS_ANSWER,
              new Source.Play(ExpectationTest::answerOutsideTheNetworks)));

  private static final Map<FailureWord, Source> SCRIPTS =
      Map.ofEntries(
          Map.entry(FailureWord.UNEXPECTED_REPLY, script(talk -> talk.say("550 no\r\n"))),
          Map.entry(FailureWord.REPLY_TIMEOUT, script(talk -> {})),
          Map.entry(FailureWord.REPLY_EOF, script(Peer.Talk::finish)),
          Map.entry(FailureWord.REPLY_RESET, script(talk -> talk.say("2").resetAfter(60))));

  private static final Map<FailureWord, Source> CONNECTIONS =
      Map.ofEntries(
          Map.entry(FailureWord.CONNECTION_REFUSED, new Source.Play(Situations::refused)),
          Map.entry(FailureWord.CONNECTION_RESET, new Source.Elsewhere(OLDER)),
          Map.entry(FailureWord.CONNECT_TIMEOUT, new Source.Play(Situations::fullBacklog)),
          Map.entry(
              FailureWord.HOST_UNREACHABLE, new Source.Play(() -> Situations.route("unreachable"))),
          Map.entry(
              FailureWord.NETWORK_UNREACHABLE, new Source.Play(() -> Situations.route("throw"))),
          Map.entry(
              FailureWord.ADMIN_PROHIBITED, new Source.Play(() -> Situations.route("prohibit"))),
          Map.entry(
              FailureWord.OPERATION_NOT_PERMITTED, new Source.Play(Situations::ownPacketFilter)),
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
          Map.entry(
              FailureWord.CLOSED_AFTER_REQUEST,
              badSsl("client-cert-missing-eof", "tls:closed_after_certificate_request")));

  private static final Map<FailureWord, Source> CLEAR =
      Map.ofEntries(
          Map.entry(FailureWord.STARTTLS_REFUSED, smtp(talk -> talk.say("220 hi\r\n250 HELP\r\n"))),
          Map.entry(FailureWord.STARTTLS_POLICY, smtp(talk -> talk.say("554 no\r\n"))),
          Map.entry(FailureWord.STARTTLS_RESET, smtp(talk -> talk.say("220-").resetAfter(60))),
          Map.entry(FailureWord.STARTTLS_EOF, smtp(talk -> talk.say("220-").finishAfter(60))),
          Map.entry(FailureWord.STARTTLS_TIMEOUT, smtp(talk -> {})),
          Map.entry(FailureWord.STARTTLS_MALFORMED, smtp(talk -> talk.say("SSH-2.0-peer\r\n"))));

  private static final Map<FailureWord, Source> ANSWERS =
      Map.ofEntries(
          Map.entry(FailureWord.HTTP_RESET, http(talk -> talk.readRequest().reset())),
          Map.entry(FailureWord.HTTP_EOF, http(talk -> talk.readRequest().finish())),
          Map.entry(FailureWord.HTTP_TIMEOUT, http(talk -> {})),
          Map.entry(
              FailureWord.HTTP_CUT,
              here(
                  talk ->
                      talk.readRequest()
                          .say(
                              "HTTP/1.1 200 OK\r\nContent-Length: 65536\r\n\r\n"
                                  + "x".repeat(16_384)),
                  port -> BigAnswerTest.spec(port))),
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

  /** Read from {@link DnsReplies}, other DNS words have their rule there. */
  private static final Map<FailureWord, Source> RESOLVERS =
      Map.ofEntries(
          Map.entry(FailureWord.DNS_TIMEOUT, dns(query -> List.of())),
          Map.entry(
              FailureWord.DNS_NOT_AUTHORITATIVE, new Source.Play(ZoneTrialTest::answeredWithoutAa)),
          Map.entry(FailureWord.DNS_TRANSPORT, new Source.Play(Situations::closingResolver)));

  private static final Map<FailureWord, Source> CERTIFICATES =
      Map.ofEntries(
          Map.entry(
              FailureWord.CERT_INVALID_ISSUER,
              badSsl("invalid-issuer", "tls:" + FailureWord.CERT_INVALID_ISSUER)),
          Map.entry(
              FailureWord.CERT_BAD_SIGNATURE,
              badSsl("forged", "tls:" + FailureWord.CERT_BAD_SIGNATURE)),
          Map.entry(
              FailureWord.CERT_WRONG_PURPOSE,
              badSsl("client-purpose", "tls:" + FailureWord.CERT_WRONG_PURPOSE)),
          Map.entry(
              FailureWord.CERT_NAME_CONSTRAINTS,
              badSsl("name-constraint", "tls:" + FailureWord.CERT_NAME_CONSTRAINTS)),
          Map.entry(
              FailureWord.CERT_CRITICAL_EXTENSION,
              badSsl("critical-extension", "tls:" + FailureWord.CERT_CRITICAL_EXTENSION)),
          Map.entry(FailureWord.CERT_POLICY, badSsl("policy", "tls:" + FailureWord.CERT_POLICY)),
          Map.entry(
              FailureWord.CERT_WRONG_ORDER,
              badSsl("reversed-chain", "tls:" + FailureWord.CERT_WRONG_ORDER)),
          Map.entry(
              FailureWord.CERT_KEY_MISMATCH,
              badSsl("other-key", "tls:" + FailureWord.CERT_KEY_MISMATCH)),
          Map.entry(
              FailureWord.CERT_MALFORMED,
              new Source.Test(
                  () -> new OddChainTest().leafThatIsNoCertificate_isTheEnginesFailure())),
          Map.entry(
              FailureWord.CERT_EXPIRED, new Source.Test(() -> new CertificateTest().expired())),
          Map.entry(
              FailureWord.CERT_NOT_YET_VALID,
              new Source.Test(() -> new CertificateTest().notYetValid())),
          Map.entry(
              FailureWord.CERT_NAME_MISMATCH,
              new Source.Test(() -> new CertificateTest().wrongName())),
          Map.entry(
              FailureWord.CERT_SELF_SIGNED,
              new Source.Test(() -> new CertificateTest().selfSigned())),
          Map.entry(
              FailureWord.CERT_UNKNOWN_ISSUER,
              new Source.Test(() -> new CertificateTest().unknownAuthority())),
          Map.entry(
              FailureWord.CERT_INCOMPLETE_CHAIN,
              new Source.Test(() -> new CertificateTest().missingIntermediate())),
          Map.entry(
              FailureWord.CERT_REVOKED,
              new Source.Test(() -> new OddChainTest().revokedByStaple())),
          Map.entry(
              FailureWord.CERT_WEAK,
              new Source.Test(
                  () ->
                      new OddChainTest()
                          .weakKeyOrSignature_anywhereUnderTheAnchor(
                              "EC", 192, "EC", 256, "SHA256", "EC 192"))));

  private static final Map<FailureWord, Source> DATAGRAMS =
      Map.ofEntries(
          Map.entry(FailureWord.QUIC_TIMEOUT, quic(QuicTest::silence_isATimeout)),
          Map.entry(FailureWord.QUIC_VERSION, quic(QuicTest::otherVersions_areSaid)),
          Map.entry(FailureWord.QUIC_CLOSED, quic(QuicTest::connectionClose_isSaidWithItsReason)),
          Map.entry(FailureWord.TRACE_TIMEOUT, new Source.Elsewhere(ROUTERS)),
          Map.entry(FailureWord.ECHO_TIMEOUT, new Source.Elsewhere(ROUTERS)));

  private WordPeers() {}

  /** How a word is produced. */
  sealed interface Source {
    /** By this probe, which yields the result. */
    record Play(Scene scene) implements Source {}

    /** By a test of the peer, which reads the word from its result with {@link Probes#word}. */
    record Test(Executable test) implements Source {}

    /**
     * Not in this table.
     *
     * @param reason why not, and the test that plays it
     */
    record Elsewhere(String reason) implements Source {}

    static Source here(Peer.Script script, Function<Integer, ProbeSpec> probe) {
      return new Play(() -> Situations.peer(script, probe));
    }
  }

  interface Scene {
    ProbeResult play() throws Exception;
  }

  static Optional<Source> of(FailureWord word) {
    return Stream.of(
            CONNECTIONS,
            HANDSHAKES,
            CLEAR,
            ANSWERS,
            RESOLVERS,
            CERTIFICATES,
            DATAGRAMS,
            EXPECTATIONS,
            SCRIPTS)
        .flatMap(table -> Optional.ofNullable(table.get(word)).stream())
        .findFirst()
        .or(() -> replying(word));
  }

  /** By the first reply of {@link DnsReplies} that has this word. */
  private static Optional<Source> replying(FailureWord word) {
    return DnsReplies.words()
        .map(Arguments::get)
        .filter(row -> row[2].equals("dns:" + word))
        .findFirst()
        .map(row -> dns((DnsPeer.Rule) row[1]));
  }

  private static Source dns(DnsPeer.Rule rule) {
    return new Source.Play(() -> Situations.resolver(rule));
  }

  /** By a server of {@link BadSslTest}, named by its subdomain. */
  private static Source badSsl(String name, String word) {
    return new Source.Test(
        () -> {
          BadSslTest.makeThem();
          try {
            new BadSslTest().subdomain_readsAsAClientWouldSay(name, word);
          } finally {
            BadSslTest.close();
          }
        });
  }

  private static Source quic(Consumer<QuicTest> test) {
    return new Source.Test(
        () -> {
          QuicTest.open();
          try {
            test.accept(new QuicTest());
          } finally {
            QuicTest.close();
          }
        });
  }

  private static Source expecting(String words) {
    return Source.here(
        talk -> talk.readRequest().say("HTTP/1.1 200 OK\r\n" + EMPTY),
        port -> ExpectationTest.probe("http", port, words));
  }

  private static Source expectingTls(String words) {
    return new Source.Play(() -> ExpectationTest.tls(words));
  }

  private static Source script(Peer.Script answer) {
    return Source.here(
        talk -> {
          talk.readUntil('\n');
          answer.play(talk);
        },
        port -> ExpectationTest.probe("tcp", port, "send=HELO\\n reply~^220"));
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
