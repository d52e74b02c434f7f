package dev.parallax.agent.probe;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import dev.parallax.agent.probe.trial.ProbeResult;
import dev.parallax.model.failure.Outcome;
import dev.parallax.model.failure.Step;
import dev.parallax.model.observation.DnsNote;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

@ExtendWith(Leaks.class)
class DnsTest {
  private static final long STEP_MILLIS = 1_800;

  @BeforeAll
  static void loadClasses() {
    try (var prober = Probes.prober()) {
      prober.warmUp();
    }
  }

  @ParameterizedTest(name = "{0} → {2}")
  @MethodSource("rules")
  void resolverToWord(String name, DnsPeer.Rule rule, String word) throws Exception {
    try (var resolver = DnsPeer.of(rule)) {
      var result = first(resolver, STEP_MILLIS);
      assertEquals(word, Probes.word(result), result::toString);
    }
  }

  static Stream<Arguments> rules() {
    return Stream.concat(DnsReplies.words(), datagrams());
  }

  private static Stream<Arguments> datagrams() {
    return Stream.of(
        rule("silent", query -> List.of(), "dns:dns_timeout"),
        rule("aaaaSilent", query -> query.asksA() ? query.a("127.0.0.1") : List.of(), "ok"),
        rule(
            "onlyOverTcp",
            query ->
                query.overTcp() ? query.a("127.0.0.1") : List.of(query.reply(DnsReplies.TRUNCATED)),
            "ok"),
        rule(
            "onlySecondQuery",
            query -> query.number() < 2 ? List.of() : query.a("127.0.0.1"),
            "ok"));
  }

  @Test
  void retransmissionAndTransport_areRecorded() throws Exception {
    try (var resolver =
        DnsPeer.of(query -> query.number() < 2 ? List.of() : query.a("127.0.0.1"))) {
      var dns = first(resolver, STEP_MILLIS).steps().dns().orElseThrow();
      assertEquals(2, dns.retransmissions());
      assertEquals("udp", dns.transport());
      assertEquals("NOERROR", dns.rcode());
      assertEquals("127.0.0.1:" + resolver.address().getPort(), dns.resolver());
      assertTrue(dns.took().toMillis() >= STEP_MILLIS / 3 - 5, dns::toString);
    }
  }

  @Test
  void truncatedAndTcpRefused_isATransportErrorOfTheNameServer() throws Exception {
    try (var resolver = DnsPeer.overUdpAlone(query -> List.of(query.reply(DnsReplies.TRUNCATED)))) {
      var result = first(resolver, STEP_MILLIS);
      assertEquals("dns:dns_transport_error", Probes.word(result), result::toString);
      var said = ((Outcome.Failed) result.outcome()).failure().detail();
      assertTrue(said.contains("truncated over udp") && said.contains("refused"), said);
      assertEquals("tcp", result.steps().dns().orElseThrow().transport());
    }
  }

  @Test
  void truncatedAndTcpReset_isATransportErrorOfTheNameServer() throws Exception {
    assertEquals("dns:dns_transport_error", Probes.word(Situations.resetResolver()));
  }

  @Test
  void aliasesAndTheirEnd_areRecorded_inEachOrder() throws Exception {
    for (var name : List.of("alias", "addressFirst", "danglingAlias")) {
      try (var resolver = DnsPeer.of(DnsReplies.rule(name))) {
        var result = first(resolver, STEP_MILLIS);
        var trace = result.steps().dns().orElseThrow().trace();
        assertEquals(List.of("a.b"), trace.aliases(), name);
        assertEquals(
            name.equals("addressFirst") ? List.of(DnsNote.ADDRESS_BEFORE_ALIAS) : List.of(),
            trace.notes(),
            name);
      }
    }
  }

  @Test
  void noResolverThere_isATransportError() {
    try (var prober = Probes.prober(Peer.loopback(Peer.closedPort()))) {
      var spec = Probes.tls(443).resolved().spec(Step.DNS);
      assertEquals("dns:dns_transport_error", Probes.word(Probes.one(prober, spec, STEP_MILLIS)));
    }
  }

  @Test
  void eachAddress_hasItsOwnResult() throws Exception {
    try (var resolver =
            DnsPeer.of(query -> query.a("127.0.0.2", "127.0.0.3", "127.0.0.2", "10.0.0.1"));
        var prober = Probes.prober(resolver.address())) {
      var results =
          Probes.run(prober, Probes.tls(Peer.closedPort()).resolved().spec(), STEP_MILLIS);
      assertEquals(
          List.of("tcp:connection_refused", "tcp:connection_refused", "dns:dns_bogon"),
          results.stream().map(Probes::word).toList());
      assertEquals("/127.0.0.3", results.get(1).address().orElseThrow().toString());
    }
  }

  @Test
  void atMostFourAddressesOfAFamily() throws Exception {
    try (var resolver =
            DnsPeer.of(
                query -> query.a("127.0.0.1", "127.0.0.2", "127.0.0.3", "127.0.0.4", "127.0.0.5"));
        var prober = Probes.prober(resolver.address())) {
      var spec = Probes.tls(443).resolved().spec(Step.DNS);
      assertEquals(4, Probes.run(prober, spec, STEP_MILLIS).size());
    }
  }

  private static ProbeResult first(DnsPeer resolver, long stepMillis) {
    try (var prober = Probes.prober(resolver.address())) {
      return Probes.one(prober, Probes.tls(443).resolved().spec(Step.DNS), stepMillis);
    }
  }

  private static Arguments rule(String name, DnsPeer.Rule rule, String word) {
    return arguments(name, rule, word);
  }
}
