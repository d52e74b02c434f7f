package dev.parallax.agent.probe;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import dev.parallax.model.Step;
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
    return Stream.of(
        rule("nxdomain", query -> List.of(query.reply(0x8183)), "dns:dns_nxdomain_error"),
        rule("servfail", query -> List.of(query.reply(0x8182)), "dns:dns_servfail_error"),
        rule("refused", query -> List.of(query.reply(0x8185)), "dns:dns_refused_error"),
        rule("formerr", query -> List.of(query.reply(0x8181)), "dns:unknown_failure"),
        rule("noData", query -> List.of(query.reply(0x8180)), "dns:dns_no_answer"),
        rule("silent", query -> List.of(), "dns:dns_timeout"),
        rule("bogus", query -> List.of(query.reply(0x8182, 0, 1, BOGUS)), "dns:dns_dnssec_bogus"),
        rule("tooShort", query -> List.of(new byte[] {1, 2, 3}), "dns:dns_malformed_reply"),
        rule("cutShort", query -> List.of(query.reply(0x8180, 1, 0)), "dns:dns_no_answer"),
        rule("loopingName", query -> List.of(query.reply(0x8180, LOOP)), "dns:dns_malformed_reply"),
        rule(
            "longAddress",
            query -> List.of(query.reply(0x8180, LONG, LONG_V6)),
            "dns:dns_malformed_reply"),
        rule("otherId", query -> List.of(otherId(query)), "dns:dns_malformed_reply"),
        rule("private", query -> query.a("10.1.2.3"), "dns:dns_bogon"),
        rule("metadata", query -> query.a("169.254.169.254"), "dns:dns_bogon"),
        rule("allowed", query -> query.a("127.0.0.1"), "ok"),
        rule("alias", query -> List.of(query.reply(0x8180, ALIAS, AT_ALIAS)), "ok"),
        rule("aaaaSilent", query -> query.asksA() ? query.a("127.0.0.1") : List.of(), "ok"),
        rule(
            "onlyOverTcp",
            query -> query.overTcp() ? query.a("127.0.0.1") : List.of(query.reply(0x8380)),
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
  void noResolverThere_isRefusedAtDns() {
    try (var prober = Probes.prober(Peer.loopback(Peer.closedPort()))) {
      var spec = Probes.tls(443).resolved().spec(Step.DNS);
      assertEquals("dns:connection_refused", Probes.word(Probes.one(prober, spec, STEP_MILLIS)));
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

  private static byte[] otherId(DnsPeer.Query query) {
    var reply = query.reply(0x8183);
    reply[0] ^= 0x55;
    return reply;
  }

  private static byte[] hex(String text) {
    return java.util.HexFormat.of().parseHex(text.replace(" ", ""));
  }

  /** OPT with extended error 6, DNSSEC bogus. */
  private static final byte[] BOGUS = hex("00 0029 04d0 00000000 0006 000f 0002 0006");

  /** A CNAME to a name that points to itself. */
  private static final byte[] LOOP = hex("c0ff 0005 0001 0000003c 0002 c0ff");

  private static final byte[] LONG = DnsPeer.record(1, new byte[5]);
  private static final byte[] LONG_V6 = DnsPeer.record(28, new byte[5]);

  /** CNAME a.b, and an address of a.b. */
  private static final byte[] ALIAS = hex("c00c 0005 0001 0000003c 0005 01 61 01 62 00");

  private static final byte[] AT_ALIAS = hex("01 61 01 62 00 0001 0001 0000003c 0004 7f000001");
}
