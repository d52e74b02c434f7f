package dev.parallax.agent.probe;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.parallax.agent.policy.Policy;
import dev.parallax.agent.probe.trial.ProbeResult;
import dev.parallax.model.endpoint.Resolver.Transport;
import dev.parallax.model.endpoint.Target;
import dev.parallax.model.failure.FailureWord;
import dev.parallax.model.observation.ZoneAnswer;
import dev.parallax.model.plan.Arms;
import java.net.InetAddress;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** The arm that queries the authoritative name servers of the zone, with a delegation tree. */
@ExtendWith(Leaks.class)
class ZoneTrialTest {
  private static final long STEP_MILLIS = 6_000;
  private static final String ZONE = "example.com";
  private static final String LIE = "127.9.9.9";
  private static final String TRUTH = "127.0.0.7";
  private static final String FIRST = "127.0.0.2";
  private static final String SECOND = "127.0.0.3";

  @BeforeAll
  static void loadClasses() {
    try (var prober = Probes.prober()) {
      prober.warmUp();
    }
  }

  /** The resolver lies about the name and delegates the zone to two name servers. */
  private static DnsPeer.Rule resolver() {
    return DnsTree.resolver(
        Map.of(ZONE, List.of("ns1.example.net", "ns2.example.net")),
        Map.of("ns1.example.net", FIRST, "ns2.example.net", SECOND, Probes.HOST, LIE));
  }

  @ParameterizedTest
  @EnumSource(names = {"UDP", "TCP"})
  void resolverLies_theZonesServersAnswer(Transport transport) throws Exception {
    var servers = Map.of(FIRST, DnsTree.server(TRUTH), SECOND, DnsTree.server(TRUTH));
    try (var tree = DnsTree.of(resolver(), servers)) {
      var result = ask(tree, transport);
      assertEquals("ok", Probes.word(result), result::toString);
      assertEquals(TRUTH, result.address().orElseThrow().getHostAddress());
      assertEquals(List.of(FIRST, SECOND), servers(result), result::toString);
      for (var answer : answers(result)) {
        assertEquals(ZONE, answer.zone());
        assertEquals(transport.scheme(), answer.transport());
        assertTrue(answer.authoritative() && answer.isAnswered(), answer::toString);
      }
    }
  }

  /** A secondary that missed an update: both addresses are the zone's. */
  @Test
  void serversDiffer_bothAnswersAreRecorded() throws Exception {
    var servers = Map.of(FIRST, DnsTree.server(TRUTH), SECOND, DnsTree.server("127.0.0.8"));
    try (var tree = DnsTree.of(resolver(), servers);
        var prober = tree.prober(Probes.LOCAL)) {
      var results =
          Probes.run(prober, Arms.authoritative(TARGET, Transport.UDP).build(), STEP_MILLIS);
      assertEquals(
          List.of(TRUTH, "127.0.0.8"),
          results.stream().map(each -> each.address().orElseThrow().getHostAddress()).toList());
    }
  }

  private static final Target TARGET = Target.parse("https://" + Probes.HOST);

  @ParameterizedTest
  @CsvSource({
    "0x8403, dns_nxdomain_error",
    "0x8402, dns_servfail_error",
    "0x8005, dns_refused_error",
    "0x8400, dns_no_answer",
    "0x8183, dns_not_authoritative"
  })
  void serversFail_theirWordIsTheArms(String flags, String word) throws Exception {
    DnsPeer.Rule rule = query -> List.of(query.reply(Integer.decode(flags)));
    try (var tree = DnsTree.of(resolver(), Map.of(FIRST, rule, SECOND, rule))) {
      assertEquals("dns:" + word, Probes.word(ask(tree, Transport.UDP)));
    }
  }

  /** A resolver of the network answers in the place of the zone's servers. */
  static ProbeResult answeredWithoutAa() throws Exception {
    DnsPeer.Rule proxy = query -> query.a(LIE);
    try (var tree = DnsTree.of(resolver(), Map.of(FIRST, proxy, SECOND, proxy))) {
      return ask(tree, Transport.UDP);
    }
  }

  @Test
  void answerWithoutAa_isNotTheZones() throws Exception {
    var result = answeredWithoutAa();
    assertEquals("dns:" + FailureWord.DNS_NOT_AUTHORITATIVE, Probes.word(result));
    assertEquals(List.of(), result.steps().dns().orElseThrow().answers());
    assertEquals(
        List.of(LIE),
        answers(result).getFirst().addresses().stream().map(InetAddress::getHostAddress).toList());
  }

  @Test
  void aliasOfAnotherZone_isFollowed() throws Exception {
    var resolver =
        DnsTree.resolver(
            Map.of(ZONE, List.of("ns1.example.net"), "cdn.example", List.of("ns.cdn.example")),
            Map.of("ns1.example.net", FIRST, "ns.cdn.example", SECOND));
    DnsPeer.Rule alias =
        query ->
            List.of(
                query.reply(
                    DnsTree.AUTHORITATIVE, DnsPeer.named(DnsTree.CNAME, "edge.cdn.example")));
    try (var tree = DnsTree.of(resolver, Map.of(FIRST, alias, SECOND, DnsTree.server(TRUTH)))) {
      var result = ask(tree, Transport.UDP);
      assertEquals("ok", Probes.word(result), result::toString);
      assertEquals(
          List.of(ZONE, "cdn.example"), answers(result).stream().map(ZoneAnswer::zone).toList());
      assertEquals(
          List.of("edge.cdn.example"), result.steps().dns().orElseThrow().trace().aliases());
    }
  }

  @Test
  void resolverWithoutTheDelegation_isNoFailureOfTheZone() throws Exception {
    for (var rule : List.of("servfail", "nxdomain", "noData")) {
      try (var tree = DnsTree.of(DnsReplies.rule(rule), Map.of())) {
        assertEquals("not_run:unsupported", Probes.word(ask(tree, Transport.UDP)), rule);
      }
    }
  }

  /** The resolver denies the zone, and the parent's server refers to it. */
  @Test
  void referral_isNoFailureOfTheZone() throws Exception {
    var resolver =
        DnsTree.resolver(Map.of("com", List.of("a.nic.example")), Map.of("a.nic.example", FIRST));
    DnsPeer.Rule referral = query -> List.of(query.reply(0x8000));
    try (var tree = DnsTree.of(resolver, Map.of(FIRST, referral))) {
      assertEquals("not_run:unsupported", Probes.word(ask(tree, Transport.UDP)));
    }
  }

  @Test
  void privateNameServer_isRefusedByThePolicy_andNotQueried() throws Exception {
    var servers = Map.of(FIRST, DnsTree.server(TRUTH), SECOND, DnsTree.server(TRUTH));
    try (var tree = DnsTree.of(resolver(), servers);
        var prober = tree.prober(Policy.of(List.of()))) {
      var result =
          Probes.one(prober, Arms.authoritative(TARGET, Transport.UDP).build(), STEP_MILLIS);
      assertEquals("not_run:refused_by_policy", Probes.word(result), result::toString);
      assertEquals(0, tree.serverQueries());
    }
  }

  /** 16 name servers, aliases without an end, and a name of 40 labels. */
  @Test
  void hostileZone_doesNotIncreaseTheQueries() throws Exception {
    var names = IntStream.range(0, 16).mapToObj(i -> "ns" + i + ".example.net").toList();
    DnsPeer.Rule resolver =
        query ->
            query.type() == DnsTree.NS
                ? DnsTree.resolver(Map.of(query.name(), names), Map.of()).answer(query)
                : query.a(FIRST);
    var count = new ConcurrentLinkedQueue<Integer>();
    DnsPeer.Rule endless =
        query -> {
          count.add(1);
          var next = "x" + count.size() + ".example.org";
          return List.of(query.reply(DnsTree.AUTHORITATIVE, DnsPeer.named(DnsTree.CNAME, next)));
        };
    var deep =
        Stream.generate(() -> "a").limit(40).collect(Collectors.joining(".")) + ".example.com";
    try (var tree = DnsTree.of(resolver, Map.of(FIRST, endless));
        var prober = tree.prober(Probes.LOCAL)) {
      var spec = Arms.authoritative(Target.parse("https://" + deep), Transport.UDP).build();
      var result = Probes.one(prober, spec, STEP_MILLIS);
      assertEquals("dns:dns_no_answer", Probes.word(result), result::toString);
      // 3 zones, 3 name servers, A and AAAA.
      assertEquals(18, tree.serverQueries());
      assertTrue(tree.resolverQueries() <= 3 * (8 + 6), "" + tree.resolverQueries());
    }
  }

  @Test
  void nameWithManyLabels_endsTheWalkAfter8Queries() throws Exception {
    try (var tree = DnsTree.of(DnsReplies.rule("noData"), Map.of());
        var prober = tree.prober(Probes.LOCAL)) {
      var deep = Stream.generate(() -> "a").limit(40).collect(Collectors.joining(".")) + ".example";
      var spec = Arms.authoritative(Target.parse("https://" + deep), Transport.UDP).build();
      assertEquals("not_run:unsupported", Probes.word(Probes.one(prober, spec, STEP_MILLIS)));
      assertEquals(8, tree.resolverQueries());
    }
  }

  private static ProbeResult ask(DnsTree tree, Transport transport) {
    try (var prober = tree.prober(Probes.LOCAL)) {
      return Probes.one(prober, Arms.authoritative(TARGET, transport).build(), STEP_MILLIS);
    }
  }

  private static List<ZoneAnswer> answers(ProbeResult result) {
    return result.steps().dns().orElseThrow().trace().zone();
  }

  private static List<String> servers(ProbeResult result) {
    return answers(result).stream()
        .map(answer -> answer.server().substring(0, answer.server().indexOf(':')))
        .toList();
  }
}
