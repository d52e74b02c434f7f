package dev.parallax.agent.probe;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import dev.parallax.agent.policy.Policy;
import dev.parallax.agent.probe.SecureDnsPeer.Page;
import dev.parallax.agent.probe.trial.ProbeResult;
import dev.parallax.agent.probe.trial.ProberConfig;
import dev.parallax.model.endpoint.Resolver;
import dev.parallax.model.endpoint.Target;
import dev.parallax.model.failure.Outcome;
import dev.parallax.model.failure.Step;
import dev.parallax.model.observation.DnsStep;
import dev.parallax.model.plan.Arms;
import dev.parallax.model.plan.ProbeSpec;
import io.netty.pkitesting.CertificateBuilder;
import io.netty.pkitesting.X509Bundle;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Name servers from a plan, over each transport. {@link DnsTest} has the answers over UDP. */
@ExtendWith(Leaks.class)
class ResolverTest {
  private static final long STEP_MILLIS = 1_800;
  private static final String NAME = "dns.example";
  private static final X509Bundle LEAF = leaf(NAME);
  private static final Prober PROBER = Probes.prober(LEAF.getCertificate());

  @BeforeAll
  static void loadClasses() {
    PROBER.warmUp();
  }

  @AfterAll
  static void close() {
    PROBER.close();
  }

  @ParameterizedTest(name = "tcp: {0} → {2}")
  @MethodSource("dev.parallax.agent.probe.DnsReplies#words")
  void overTcp(String name, DnsPeer.Rule rule, String word) throws Exception {
    try (var peer = DnsPeer.of(rule)) {
      assertWord(word, ask("tcp://127.0.0.1:" + peer.address().getPort()), "tcp", name);
    }
  }

  @ParameterizedTest(name = "DoT: {0} → {2}")
  @MethodSource("dev.parallax.agent.probe.DnsReplies#words")
  void overTls(String name, DnsPeer.Rule rule, String word) {
    try (var peer = SecureDnsPeer.dot(LEAF, rule)) {
      assertWord(word, ask(dot(peer.port())), "tls", name);
    }
  }

  @ParameterizedTest(name = "DoH, HTTP/1.1: {0} → {2}")
  @MethodSource("dev.parallax.agent.probe.DnsReplies#words")
  void overHttp1(String name, DnsPeer.Rule rule, String word) {
    try (var peer = SecureDnsPeer.http1(LEAF, SecureDnsPeer.pages(rule))) {
      assertWord(word, ask(doh(peer.port())), "https", name);
    }
  }

  @ParameterizedTest(name = "DoH, HTTP/2: {0} → {2}")
  @MethodSource("dev.parallax.agent.probe.DnsReplies#words")
  void overHttp2(String name, DnsPeer.Rule rule, String word) {
    try (var peer = SecureDnsPeer.http2(LEAF, SecureDnsPeer.pages(rule))) {
      assertWord(word, ask(doh(peer.port())), "https", name);
    }
  }

  @ParameterizedTest(name = "{0}")
  @ValueSource(strings = {"udp://", "tcp://", "tls://" + NAME + "@", "https://" + NAME + "@"})
  void silence_isATimeout(String transport) throws Exception {
    try (var tcp = Peer.of(talk -> {});
        var udp = DnsPeer.of(query -> List.of())) {
      int port = transport.startsWith("udp") ? udp.address().getPort() : tcp.port();
      assertEquals("dns:dns_timeout", Probes.word(ask(transport + "127.0.0.1:" + port, 600)));
    }
  }

  @ParameterizedTest(name = "{0}")
  @ValueSource(strings = {"udp://", "tcp://", "tls://" + NAME + "@", "https://" + NAME + "@"})
  void nobodyThere_isATransportError(String transport) {
    var result = ask(transport + "127.0.0.1:" + Peer.closedPort());
    assertEquals("dns:dns_transport_error", Probes.word(result), result::toString);
  }

  @ParameterizedTest(name = "{0}")
  @ValueSource(strings = {"tcp://", "tls://" + NAME + "@", "https://" + NAME + "@"})
  void hangsUp_isATransportError(String transport) throws Exception {
    try (var peer = Peer.of(Peer.Talk::finish)) {
      var result = ask(transport + "127.0.0.1:" + peer.port());
      assertEquals("dns:dns_transport_error", Probes.word(result), result::toString);
    }
  }

  @ParameterizedTest(name = "{0}")
  @ValueSource(strings = {"tls://", "https://"})
  void certificateOfAnother_isATransportError_thatNamesIt(String transport) {
    try (var peer = SecureDnsPeer.dot(LEAF, query -> query.a("127.0.0.1"))) {
      var result = ask(transport + "other.example@127.0.0.1:" + peer.port());
      assertEquals("dns:dns_transport_error", Probes.word(result), result::toString);
      assertSaid("cert_name_mismatch", result);
    }
  }

  @Test
  void untrustedCertificate_isATransportError_thatNamesIt() {
    try (var peer = SecureDnsPeer.dot(leaf(NAME), query -> query.a("127.0.0.1"))) {
      var result = ask(dot(peer.port()));
      assertEquals("dns:dns_transport_error", Probes.word(result), result::toString);
      assertSaid("cert_self_signed", result);
    }
  }

  @Test
  void noTlsThere_isATransportError() throws Exception {
    try (var peer = Peer.of(talk -> talk.readRecord().hex("48 54 54 50 2f 31 2e 31 20 34 30 30"))) {
      assertEquals("dns:dns_transport_error", Probes.word(ask(dot(peer.port()))));
    }
  }

  @ParameterizedTest(name = "{0} → {2}")
  @MethodSource("pages")
  void pageThatIsNoReply(String name, Page page, String said) {
    try (var one = SecureDnsPeer.http1(LEAF, query -> page);
        var two = SecureDnsPeer.http2(LEAF, query -> page)) {
      for (var peer : List.of(one, two)) {
        var result = ask(doh(peer.port()));
        assertEquals("dns:dns_transport_error", Probes.word(result), name);
        assertSaid(said, result);
      }
    }
  }

  static Stream<Arguments> pages() {
    return Stream.of(
        arguments("brokenServer", new Page(500, Page.DNS, new byte[0]), "HTTP status 500"),
        arguments("redirect", new Page(302, Page.DNS, new byte[0]), "HTTP status 302"),
        arguments("portal", new Page(200, "text/html", new byte[40]), "content type text/html"));
  }

  @Test
  void bodyWithoutEnd_isNotReadToItsEnd() {
    SecureDnsPeer.Pages endless = query -> new Page(200, Page.DNS, new byte[40_000]);
    try (var one = SecureDnsPeer.http1(LEAF, endless);
        var two = SecureDnsPeer.http2(LEAF, endless)) {
      assertSaid("a body of more than 16384 bytes", ask(doh(one.port())));
      assertEquals("dns:dns_transport_error", Probes.word(ask(doh(two.port()))));
    }
  }

  @Test
  void cutShortOverTcp_isMalformed() throws Exception {
    try (var peer = DnsPeer.of(query -> List.of(query.reply(DnsReplies.TRUNCATED)))) {
      var result = ask("udp://127.0.0.1:" + peer.address().getPort());
      assertEquals("dns:dns_malformed_reply", Probes.word(result));
      assertEquals("tcp", dns(result).transport());
    }
  }

  @Test
  void twoDifferentReplies_areAConflict_thatTheTimeDoesNotCount() throws Exception {
    try (var peer = DnsPeer.of(query -> answers(query.a("127.0.0.9"), query.a("127.0.0.1")))) {
      long before = System.nanoTime();
      var step = dns(ask("udp://127.0.0.1:" + peer.address().getPort()));
      long waited = (System.nanoTime() - before - step.took().toNanos()) / 1_000_000;
      assertEquals(List.of("127.0.0.9"), addresses(step.answers()));
      assertEquals(List.of("127.0.0.1"), addresses(step.conflicting()));
      assertTrue(waited >= 49, waited + " ms");
    }
  }

  @Test
  void forgedNoSuchName_thenTheTruth_isAConflict() throws Exception {
    try (var peer =
        DnsPeer.of(
            query -> answers(List.of(query.reply(DnsReplies.NXDOMAIN)), query.a("127.0.0.1")))) {
      var result = ask("udp://127.0.0.1:" + peer.address().getPort());
      assertEquals("dns:dns_nxdomain_error", Probes.word(result));
      assertEquals(List.of("127.0.0.1"), addresses(dns(result).conflicting()));
    }
  }

  @Test
  void sameReplyTwice_isNone() throws Exception {
    try (var peer = DnsPeer.of(query -> answers(query.a("127.0.0.1"), query.a("127.0.0.1")))) {
      var step = dns(ask("udp://127.0.0.1:" + peer.address().getPort()));
      assertEquals(List.of(), step.conflicting());
    }
  }

  /** A server that rotates its answers returns two different answers to a query sent twice. */
  @Test
  void repliesToAQuerySentTwice_areNone() throws Exception {
    try (var peer =
        DnsPeer.of(
            query ->
                query.number() < 2
                    ? List.of()
                    : answers(query.a("127.0.0.1"), query.a("127.0.0.2")))) {
      var step = dns(ask("udp://127.0.0.1:" + peer.address().getPort()));
      assertEquals(List.of(), step.conflicting());
      assertEquals(2, step.retransmissions());
    }
  }

  @Test
  void ownResolver_isNotWatched() throws Exception {
    try (var peer = DnsPeer.of(query -> answers(query.a("127.0.0.1"), query.a("127.0.0.2")));
        var prober = Probes.prober(peer.address())) {
      var spec = Probes.tls(443).resolved().spec(Step.DNS);
      var step = dns(Probes.run(prober, spec, STEP_MILLIS).getFirst());
      assertEquals(List.of(), step.conflicting());
    }
  }

  @Test
  void unknownEdns_isAskedWithout_andCounted() throws Exception {
    try (var peer = DnsPeer.of(DnsReplies::knowsNoEdns)) {
      var step = dns(ask("udp://127.0.0.1:" + peer.address().getPort()));
      assertEquals(2, step.retransmissions());
      assertEquals("NOERROR", step.rcode());
    }
  }

  @Test
  void bogus_saysWhatCameUnchecked() throws Exception {
    try (var peer = DnsPeer.of(DnsReplies::failsToValidate)) {
      var result = ask("udp://127.0.0.1:" + peer.address().getPort());
      assertSaid("rcode SERVFAIL, NOERROR with checking disabled", result);
      assertEquals(0, dns(result).retransmissions());
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"10.0.0.53", "tcp://192.168.1.1", "9.9.9.9:5353", "169.254.169.254"})
  void resolverThatIsNoPublicOne_isRefusedByPolicy(String resolver) {
    var config = new ProberConfig(Optional.empty(), Peer.loopback(9), List.of());
    try (var prober = new Prober(config, Policy.PUBLIC, Clock.systemUTC())) {
      var result = Probes.one(prober, spec(resolver), STEP_MILLIS);
      assertEquals("not_run:refused_by_policy", Probes.word(result));
    }
  }

  private static ProbeResult ask(String resolver) {
    return ask(resolver, STEP_MILLIS);
  }

  private static ProbeResult ask(String resolver, long stepMillis) {
    return Probes.run(PROBER, spec(resolver), stepMillis).getFirst();
  }

  static ProbeSpec spec(String resolver) {
    return Arms.otherResolver(Target.parse("https://" + Probes.HOST), Resolver.parse(resolver))
        .build();
  }

  private static String dot(int port) {
    return "tls://" + NAME + "@127.0.0.1:" + port;
  }

  private static String doh(int port) {
    return "https://" + NAME + "@127.0.0.1:" + port + "/dns-query";
  }

  private static void assertWord(String word, ProbeResult result, String transport, String name) {
    assertEquals(word, Probes.word(result), result::toString);
    assertEquals(transport, dns(result).transport(), name);
  }

  private static void assertSaid(String words, ProbeResult result) {
    var said = ((Outcome.Failed) result.outcome()).failure().detail();
    assertTrue(said.contains(words), said);
  }

  private static DnsStep dns(ProbeResult result) {
    return result.steps().dns().orElseThrow();
  }

  private static List<String> addresses(List<DnsStep.AddressRecord> answers) {
    return answers.stream().map(answer -> answer.address().getHostAddress()).toList();
  }

  private static List<byte[]> answers(List<byte[]> first, List<byte[]> second) {
    return Stream.concat(first.stream(), second.stream()).toList();
  }

  private static X509Bundle leaf(String name) {
    try {
      return new CertificateBuilder()
          .subject("CN=" + name)
          .addSanDnsName(name)
          .ecp256()
          .setIsCertificateAuthority(true)
          .buildSelfSigned();
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
  }
}
