package dev.parallax.agent.probe;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.parallax.agent.probe.trial.ProbeResult;
import dev.parallax.model.observation.DnsNote;
import dev.parallax.model.observation.DnsStep;
import dev.parallax.model.plan.ProbeSpec;
import java.net.InetAddress;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Handshakes with a name of the hosts file: at the addresses of the file, and at those of DNS. */
@ExtendWith(Leaks.class)
class HostsFileAndDnsTest {
  private static final String EMPTY = "Content-Length: 0\r\n\r\n";
  private static final String OK = "HTTP/1.1 200 OK\r\n" + EMPTY;

  /** Here the peers listen. */
  private static final String SERVER = "127.0.0.1";

  /** Here no peer listens. */
  private static final String CLOSED = "127.0.0.2";

  @BeforeAll
  static void loadClasses() {
    try (var prober = Probes.prober()) {
      prober.warmUp();
    }
  }

  @Test
  void staleEntry_failsByTheFile_andPassesByDns() throws Exception {
    var results = run(CLOSED, SERVER);
    assertEquals(List.of("tcp:connection_refused", "ok"), words(results));
    assertEquals(List.of(CLOSED, SERVER), addresses(results));
    assertEquals(
        List.of(true, false), results.stream().map(HostsFileAndDnsTest::isByFile).toList());
    for (var result : results) {
      assertEquals(true, dns(result).differsFromHostsFile(), result::toString);
    }
    assertEquals(List.of(DnsNote.HOSTS_FILE_DIFFERS), dns(results.getLast()).trace().notes());
  }

  @Test
  void entryThatHidesADeadAddress_passesByTheFile_andFailsByDns() throws Exception {
    var results = run(SERVER, CLOSED);
    assertEquals(List.of("ok", "tcp:connection_refused"), words(results));
    assertEquals(
        List.of(true, false), results.stream().map(HostsFileAndDnsTest::isByFile).toList());
  }

  @Test
  void furtherAddressesOfDns_areTried_andAreNoDifference() throws Exception {
    var results = run(SERVER, SERVER, CLOSED);
    assertEquals(List.of("ok", "tcp:connection_refused"), words(results));
    assertEquals(List.of(SERVER, CLOSED), addresses(results));
    assertEquals(List.of(), dns(results.getLast()).trace().notes());
  }

  /** An agent connects to four addresses of a family at most. */
  @Test
  void longLists_shareTheAddressesOfATrial() throws Exception {
    var listed = "127.0.1.1,127.0.1.2,127.0.1.3,127.0.1.4,127.0.1.5";
    var results = run(listed, "127.0.2.1", "127.0.2.2", "127.0.2.3");
    assertEquals(List.of("127.0.1.1", "127.0.1.2", "127.0.2.1", "127.0.2.2"), addresses(results));
  }

  @Test
  void specialAddressOfDns_besideTheFile_isNotTried() throws Exception {
    var results = run(SERVER, "10.1.2.3");
    assertEquals(List.of("ok"), words(results));
    assertEquals(true, dns(results.getFirst()).differsFromHostsFile());
  }

  /** The site that redirects stays the site, whatever the file has. */
  @Test
  void redirectToTheSameHost_isFollowedAtTheAddressOfTheRedirect() throws Exception {
    try (var second = Peer.of(talk -> talk.readRequest().say(OK));
        var peer =
            Peer.of(
                talk ->
                    talk.readRequest()
                        .say(
                            "HTTP/1.1 302 Found\r\nLocation: http://"
                                + Probes.HOST
                                + ":"
                                + second.port()
                                + "/\r\n"
                                + EMPTY))) {
      var results = run(peer, CLOSED, SERVER);
      assertEquals(List.of("tcp:connection_refused", "ok"), words(results));
      var end = results.getLast().steps().http().orElseThrow().redirectEnd().orElseThrow();
      assertEquals(200, end.status(), end::toString);
    }
  }

  private static List<ProbeResult> run(String listed, String... byDns) throws Exception {
    try (var peer = Peer.of(talk -> talk.readRequest().say(OK))) {
      return run(peer, listed, byDns);
    }
  }

  private static List<ProbeResult> run(Peer peer, String listed, String... byDns) throws Exception {
    var hosts = new StringBuilder();
    for (var address : listed.split(",", -1)) {
      hosts.append(address).append(' ').append(Probes.HOST).append('\n');
    }
    try (var dns = DnsPeer.of(query -> query.a(byDns));
        var prober = Probes.prober(dns.address(), hosts.toString())) {
      return Probes.run(prober, spec(peer), 3_000);
    }
  }

  private static ProbeSpec spec(Peer peer) {
    return Probes.http(peer.port()).resolved().spec();
  }

  private static List<String> words(List<ProbeResult> results) {
    return results.stream().map(Probes::word).toList();
  }

  private static List<String> addresses(List<ProbeResult> results) {
    return results.stream()
        .flatMap(result -> result.address().stream())
        .map(InetAddress::getHostAddress)
        .toList();
  }

  private static boolean isByFile(ProbeResult result) {
    return dns(result).isOfHostsFile();
  }

  private static DnsStep dns(ProbeResult result) {
    return result.steps().dns().orElseThrow();
  }
}
