package dev.parallax.agent.probe;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.parallax.agent.dns.stub.ResolverConfiguration;
import dev.parallax.agent.probe.trial.ProbeResult;
import dev.parallax.agent.probe.trial.ProberConfig;
import dev.parallax.model.endpoint.Resolver.Transport;
import dev.parallax.model.failure.FailureWord;
import dev.parallax.model.failure.Step;
import dev.parallax.model.observation.DnsQuery;
import dev.parallax.model.observation.DnsStep;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Several name servers and a search list, as the programs of a host use them. */
@ExtendWith(Leaks.class)
class HostResolutionTest {
  private static final long STEP_MILLIS = 5_000;
  private static final Duration TIMEOUT = Duration.ofSeconds(1);

  @BeforeAll
  static void loadClasses() {
    try (var prober = Probes.prober()) {
      prober.warmUp();
    }
  }

  @Test
  void firstSilent_secondAnswers() throws Exception {
    try (var silent = DnsPeer.of(query -> List.of());
        var well = DnsPeer.of(query -> query.a("127.0.0.1"))) {
      var result = ask(Probes.HOST, of(silent, well));
      assertEquals("ok", Probes.word(result), result::toString);
      assertEquals(literal(well.address()), dns(result).resolver());
      assertEquals(
          List.of("dns_timeout", "ok"),
          dns(result).trace().queries().stream().map(HostResolutionTest::word).toList());
      assertEquals(
          List.of(literal(silent.address()), literal(well.address())),
          dns(result).trace().queries().stream().map(DnsQuery::server).toList());
      assertTrue(dns(result).took().compareTo(TIMEOUT) >= 0, result::toString);
    }
  }

  @Test
  void firstTwoFail_thirdAnswers() throws Exception {
    try (var first = DnsPeer.of(DnsReplies.rule("refused"));
        var second = DnsPeer.of(DnsReplies.rule("servfail"));
        var third = DnsPeer.of(query -> query.a("127.0.0.1"))) {
      var result = ask(Probes.HOST, of(first, second, third));
      assertEquals("ok", Probes.word(result), result::toString);
      assertEquals(literal(third.address()), dns(result).resolver());
      assertEquals(3, dns(result).trace().queries().size(), result::toString);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"servfail", "refused", "formerr", "shorterThanAHeader"})
  void firstFails_secondIsQueried(String rule) throws Exception {
    try (var first = DnsPeer.of(DnsReplies.rule(rule));
        var well = DnsPeer.of(query -> query.a("127.0.0.1"))) {
      assertEquals("ok", Probes.word(ask(Probes.HOST, of(first, well))));
    }
  }

  @Test
  void firstPortIsClosed_secondIsQueried() throws Exception {
    try (var well = DnsPeer.of(query -> query.a("127.0.0.1"))) {
      var servers = List.of(Peer.loopback(Peer.closedPort()), well.address());
      var result = ask(Probes.HOST, resolver(servers, List.of(), 1, 2, false));
      assertEquals("ok", Probes.word(result), result::toString);
      assertEquals("dns_transport_error", word(dns(result).trace().queries().getFirst()));
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"nxdomain", "noData"})
  void negativeAnswer_isFinal(String rule) throws Exception {
    try (var first = DnsPeer.of(DnsReplies.rule(rule));
        var second = DnsPeer.of(query -> query.a("127.0.0.1"))) {
      var result = ask(Probes.HOST, of(first, second));
      assertTrue(Probes.word(result).startsWith("dns:dns_n"), result::toString);
      assertEquals(0, second.queries.get());
      assertEquals(List.of(), dns(result).trace().queries());
    }
  }

  @Test
  void allFail_theReplyIsTheResult_andEachQueryIsNamed() throws Exception {
    try (var failed = DnsPeer.of(DnsReplies.rule("servfail"));
        var silent = DnsPeer.of(query -> List.of())) {
      var result = ask(Probes.HOST, of(failed, silent));
      assertEquals("dns:dns_servfail_error", Probes.word(result), result::toString);
      var said = result.outcome().toString();
      assertTrue(
          said.contains(literal(silent.address()) + " " + Probes.HOST + " dns_timeout"), said);
    }
  }

  @Test
  void searchList_completesAShortName() throws Exception {
    try (var peer = answering("db.corp.example")) {
      var result = ask("db", searching(1, peer, "other.example", "corp.example"));
      assertEquals("ok", Probes.word(result), result::toString);
      assertEquals(List.of("db.other.example", "db.corp.example"), names(result));
    }
  }

  @Test
  void searchList_comesAfterACompleteName() throws Exception {
    var found = Probes.HOST + ".corp.example";
    try (var peer = answering(found)) {
      var result = ask(Probes.HOST, searching(1, peer, "corp.example"));
      assertEquals("ok", Probes.word(result), result::toString);
      assertEquals(List.of(Probes.HOST, found), names(result));
    }
  }

  @Test
  void ndots_putsTheSearchListFirst() throws Exception {
    try (var peer = answering(Probes.HOST)) {
      var result = ask(Probes.HOST, searching(3, peer, "corp.example"));
      assertEquals("ok", Probes.word(result), result::toString);
      assertEquals(List.of(Probes.HOST + ".corp.example", Probes.HOST), names(result));
    }
  }

  @Test
  void noNameOfTheList_hasTheResultOfTheNameItself() throws Exception {
    try (var peer =
        DnsPeer.of(
            query ->
                List.of(
                    query.reply(
                        query.name().equals(Probes.HOST)
                            ? DnsReplies.NOERROR
                            : DnsReplies.NXDOMAIN)))) {
      var result = ask(Probes.HOST, searching(1, peer, "corp.example"));
      assertEquals("dns:dns_no_answer", Probes.word(result), result::toString);
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2})
  void attempts_bringASecondDatagram(int attempts) throws Exception {
    try (var silent = DnsPeer.of(query -> List.of())) {
      var resolver = resolver(List.of(silent.address()), List.of(), 1, attempts, false);
      try (var prober = Probes.prober(resolver)) {
        Probes.run(prober, Probes.tls(443).resolved().spec(Step.DNS), 900);
      }
      assertEquals(2 * attempts, silent.queries.get());
    }
  }

  @Test
  void rotate_beginsWithEachServer() throws Exception {
    try (var one = DnsPeer.of(query -> query.a("127.0.0.1"));
        var two = DnsPeer.of(query -> query.a("127.0.0.1"))) {
      var servers = List.of(one.address(), two.address());
      try (var prober = Probes.prober(resolver(servers, List.of(), 1, 2, true))) {
        var spec = Probes.tls(443).resolved().spec(Step.DNS);
        for (int i = 0; i < 64 && (one.queries.get() == 0 || two.queries.get() == 0); i++) {
          assertEquals("ok", Probes.word(Probes.one(prober, spec, STEP_MILLIS)));
        }
      }
      assertTrue(one.queries.get() > 0 && two.queries.get() > 0);
    }
  }

  @Test
  void useVc_queriesOverTcp() throws Exception {
    try (var peer = DnsPeer.of(query -> query.overTcp() ? query.a("127.0.0.1") : List.of())) {
      var resolver =
          new ResolverConfiguration(
              List.of(peer.address()), List.of(), 1, TIMEOUT, 2, false, Transport.TCP);
      var result = ask(Probes.HOST, resolver);
      assertEquals("ok", Probes.word(result), result::toString);
      assertEquals("tcp", dns(result).transport());
    }
  }

  @Test
  void changedConfiguration_countsFromTheNextTrial() throws Exception {
    try (var old = DnsPeer.of(query -> List.of(query.reply(DnsReplies.NXDOMAIN)));
        var fresh = DnsPeer.of(query -> query.a("127.0.0.1"));
        var prober = Probes.prober(old.address())) {
      var spec = Probes.tls(443).resolved().spec(Step.DNS);
      assertEquals("dns:dns_nxdomain_error", Probes.word(Probes.one(prober, spec, STEP_MILLIS)));
      prober.configure(new ProberConfig(Optional.empty(), fresh.address(), List.of()));
      assertEquals("ok", Probes.word(Probes.one(prober, spec, STEP_MILLIS)));
    }
  }

  private static ProbeResult ask(String host, ResolverConfiguration resolver) {
    try (var prober = Probes.prober(resolver)) {
      var spec = Probes.tls(443).host(host).resolved().spec(Step.DNS);
      return Probes.one(prober, spec, STEP_MILLIS);
    }
  }

  private static DnsPeer answering(String name) {
    return DnsPeer.of(
        query ->
            query.name().equals(name)
                ? query.a("127.0.0.1")
                : List.of(query.reply(DnsReplies.NXDOMAIN)));
  }

  private static ResolverConfiguration of(DnsPeer... peers) {
    return resolver(Stream.of(peers).map(DnsPeer::address).toList(), List.of(), 1, 2, false);
  }

  private static ResolverConfiguration searching(int ndots, DnsPeer peer, String... domains) {
    return resolver(List.of(peer.address()), List.of(domains), ndots, 2, false);
  }

  private static ResolverConfiguration resolver(
      List<InetSocketAddress> servers,
      List<String> search,
      int ndots,
      int attempts,
      boolean rotate) {
    return new ResolverConfiguration(
        servers, search, ndots, TIMEOUT, attempts, rotate, Transport.UDP);
  }

  private static List<String> names(ProbeResult result) {
    return dns(result).trace().queries().stream().map(DnsQuery::name).toList();
  }

  private static String word(DnsQuery query) {
    return query.failure().map(FailureWord::word).orElse("ok");
  }

  private static DnsStep dns(ProbeResult result) {
    return result.steps().dns().orElseThrow();
  }

  private static String literal(InetSocketAddress at) {
    return at.getAddress().getHostAddress() + ":" + at.getPort();
  }
}
