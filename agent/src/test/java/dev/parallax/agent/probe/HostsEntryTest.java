package dev.parallax.agent.probe;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.parallax.agent.probe.trial.ProbeResult;
import dev.parallax.model.failure.Step;
import dev.parallax.model.observation.DnsNote;
import dev.parallax.model.observation.DnsQuery;
import dev.parallax.model.observation.DnsStep;
import java.net.InetAddress;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Names in the hosts file of this host. */
@ExtendWith(Leaks.class)
class HostsEntryTest {
  private static final long STEP_MILLIS = 3_000;

  @BeforeAll
  static void loadClasses() {
    try (var prober = Probes.prober()) {
      prober.warmUp();
    }
  }

  @Test
  void entry_isWhatProgramsUse_andDnsIsShownBesideIt() throws Exception {
    try (var dns = DnsPeer.of(query -> query.a("127.0.0.3"))) {
      var result = ask(Probes.HOST, dns, "127.0.0.2 " + Probes.HOST);
      assertEquals("ok", Probes.word(result), result::toString);
      assertEquals("/127.0.0.2", result.address().orElseThrow().toString());
      assertEquals(DnsStep.HOSTS_FILE, dns(result).resolver());
      assertEquals(
          List.of(DnsNote.HOSTS_FILE, DnsNote.HOSTS_FILE_DIFFERS), dns(result).trace().notes());
      assertEquals(List.of("file", "udp"), transports(result));
      assertEquals(
          List.of(List.of("127.0.0.2"), List.of("127.0.0.3")),
          dns(result).trace().queries().stream().map(HostsEntryTest::addresses).toList());
      assertEquals(Duration.ZERO, dns(result).took());
    }
  }

  @Test
  void nameThatDnsDoesNotKnow_isFound() throws Exception {
    try (var dns = DnsPeer.of(DnsReplies.rule("nxdomain"))) {
      var result = ask(Probes.HOST, dns, "127.0.0.2 " + Probes.HOST);
      assertEquals("ok", Probes.word(result), result::toString);
      assertEquals(
          List.of(DnsNote.HOSTS_FILE, DnsNote.HOSTS_FILE_DIFFERS), dns(result).trace().notes());
      assertEquals("NXDOMAIN", dns(result).trace().queries().getLast().rcode());
    }
  }

  @Test
  void sameAddress_orSilentNameServer_isNoDifference() throws Exception {
    try (var same = DnsPeer.of(query -> query.a("127.0.0.2"));
        var failing = DnsPeer.of(DnsReplies.rule("servfail"))) {
      for (var dns : List.of(same, failing)) {
        var result = ask(Probes.HOST, dns, "127.0.0.2 " + Probes.HOST);
        assertEquals("ok", Probes.word(result), result::toString);
        assertEquals(List.of(DnsNote.HOSTS_FILE), dns(result).trace().notes());
      }
    }
  }

  @Test
  void localhost_isNotQueried() throws Exception {
    try (var dns = DnsPeer.of(query -> query.a("127.0.0.3"))) {
      var result = ask("localhost", dns, "");
      assertEquals("/127.0.0.1", result.address().orElseThrow().toString());
      assertEquals(List.of("file"), transports(result));
      assertEquals(0, dns.queries.get());
    }
  }

  @Test
  void specialAddressOfTheFile_isAMatterOfPolicy_notOfTheNameServer() throws Exception {
    try (var dns = DnsPeer.of(query -> query.a("127.0.0.3"))) {
      var result = ask(Probes.HOST, dns, "10.1.2.3 " + Probes.HOST);
      assertEquals("not_run:refused_by_policy", Probes.word(result), result::toString);
      assertEquals(List.of("file", "udp"), transports(result));
    }
  }

  @Test
  void resolverOfThePlan_doesNotReadTheFile() throws Exception {
    try (var dns = DnsPeer.of(query -> query.a("127.0.0.3"));
        var prober = Probes.prober(dns.address(), "127.0.0.2 " + Probes.HOST)) {
      var resolver = "udp://127.0.0.1:" + dns.address().getPort();
      var result = Probes.one(prober, ResolverTest.spec(resolver), STEP_MILLIS);
      assertEquals("/127.0.0.3", result.address().orElseThrow().toString());
    }
  }

  private static ProbeResult ask(String host, DnsPeer dns, String hosts) {
    try (var prober = Probes.prober(dns.address(), hosts)) {
      var spec = Probes.tls(443).host(host).resolved().spec(Step.DNS);
      return Probes.run(prober, spec, STEP_MILLIS).getFirst();
    }
  }

  private static List<String> transports(ProbeResult result) {
    return dns(result).trace().queries().stream().map(DnsQuery::transport).toList();
  }

  private static List<String> addresses(DnsQuery query) {
    return query.addresses().stream().map(InetAddress::getHostAddress).toList();
  }

  private static DnsStep dns(ProbeResult result) {
    return result.steps().dns().orElseThrow();
  }
}
