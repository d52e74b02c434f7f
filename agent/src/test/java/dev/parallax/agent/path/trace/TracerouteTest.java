package dev.parallax.agent.path.trace;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.parallax.agent.path.Leave;
import dev.parallax.agent.path.RouterChain;
import dev.parallax.agent.path.trace.Hop.HopAnswer;
import dev.parallax.agent.path.trace.Trace.TraceEnd;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.parallel.Isolated;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

@Isolated
class TracerouteTest {
  private static final int SERVER_HOP = 6;

  @RegisterExtension static final RouterChain chain = RouterChain.of(5);

  @Test
  void udp_namesEachRouterAndTheTarget() throws Exception {
    var trace = trace(TracePlan.udp(chain.serverAddress()));
    assertEquals(TraceEnd.LAST_HOP, trace.ending());
    assertEquals(path(HopAnswer.PORT_UNREACHABLE), answers(trace));
    assertTrue(trace.localPort() > 0);
    for (var hop : trace.hops()) {
      boolean last = hop.ttl() == SERVER_HOP;
      assertEquals(last ? 3 : 11, hop.icmpType());
      assertEquals(last ? 3 : 0, hop.icmpCode());
      var rtt = hop.rtt().orElseThrow();
      assertTrue(rtt.isPositive() && rtt.toMillis() < 500, rtt.toString());
    }
  }

  @Test
  void ipv6_namesEachRouterAndTheTarget() throws Exception {
    var trace = trace(TracePlan.udp(chain.serverAddress6()));
    assertEquals(
        List.of("fd00:77:0:0:0:0:0:2", "fd00:77:1:0:0:0:0:2", "fd00:77:2:0:0:0:0:2"),
        trace.hops().stream().limit(3).map(TracerouteTest::address).toList());
    assertEquals(SERVER_HOP, trace.hops().size());
    assertEquals(HopAnswer.PORT_UNREACHABLE, trace.hops().getLast().answer());
    assertEquals(4, trace.hops().getLast().icmpCode());
  }

  @Test
  void syn_namesEachRouterAndSaysWhoAnswersThePort() throws Exception {
    try (var server = chain.server().call(() -> new ServerSocket(0))) {
      for (var target : List.of(chain.serverAddress(), chain.serverAddress6())) {
        var open = trace(TracePlan.tcp(new InetSocketAddress(target, server.getLocalPort())));
        assertEquals(SERVER_HOP, open.hops().size());
        assertEquals(HopAnswer.TCP_ACCEPTED, open.hops().getLast().answer());
        assertEquals(Optional.of(target), open.hops().getLast().address());
      }
      var closed = trace(TracePlan.tcp(new InetSocketAddress(chain.serverAddress(), 9)));
      assertEquals(path(HopAnswer.TCP_REFUSED), answers(closed));
      assertEquals(Hop.NO_ICMP, closed.hops().getLast().icmpType());
    }
  }

  @ParameterizedTest
  @EnumSource(TracePlan.Probe.class)
  void allPackets_areOneFlow(TracePlan.Probe probe) throws Exception {
    var protocol = probe == TracePlan.Probe.UDP ? "udp" : "tcp";
    var flow =
        "-p %s -s %s --sport 41234 -d %s --dport 33434"
            .formatted(
                protocol,
                chain.clientAddress().getHostAddress(),
                chain.serverAddress().getHostAddress());
    chain.iptables(1, ("-A PREROUTING -t mangle " + flow).split(" ", -1));
    var all = "-A PREROUTING -t mangle -i left -p " + protocol;
    chain.iptables(1, all.split(" ", -1));
    var plan =
        new TracePlan(
            probe,
            new InetSocketAddress(chain.serverAddress(), TracePlan.UDP_PORT),
            Optional.empty(),
            41234,
            SERVER_HOP,
            1,
            Duration.ofSeconds(1),
            Duration.ofSeconds(8));
    assertEquals(41234, trace(plan).localPort());
    var counts = counts(chain.router(1).run("iptables", "-t", "mangle", "-vnxL", "PREROUTING"));
    chain.iptables(1, "-t", "mangle", "-F", "PREROUTING");
    assertEquals(SERVER_HOP, counts.getFirst());
    assertEquals(counts.getFirst(), counts.getLast());
  }

  @ParameterizedTest
  @EnumSource(TracePlan.Probe.class)
  void silentRouter_isAGapInThePath(TracePlan.Probe probe) throws Exception {
    chain.iptables(3, "-A", "OUTPUT", "-p", "icmp", "-j", "DROP");
    var trace = trace(quick(probe, 10));
    chain.iptables(3, "-F", "OUTPUT");
    assertEquals(SERVER_HOP, trace.hops().size(), trace::toString);
    assertEquals(Hop.silent(3), trace.hops().get(2));
    assertEquals(TraceEnd.LAST_HOP, trace.ending());
  }

  @ParameterizedTest
  @EnumSource(TracePlan.Probe.class)
  void everythingDropped_endsInSilenceWithinItsBounds(TracePlan.Probe probe) throws Exception {
    chain.iptables(2, "-A", "FORWARD", "-j", "DROP");
    var begin = System.nanoTime();
    var trace = trace(quick(probe, 30));
    chain.iptables(2, "-F", "FORWARD");
    assertEquals(TraceEnd.SILENCE, trace.ending());
    assertEquals(List.of("1 TIME_EXCEEDED 10.77.0.2", "2 TIME_EXCEEDED 10.77.1.2"), answers(trace));
    assertTrue(Duration.ofNanos(System.nanoTime() - begin).toSeconds() < 4);
  }

  @ParameterizedTest
  @EnumSource(TracePlan.Probe.class)
  void routerThatRefuses_endsThePath(TracePlan.Probe probe) throws Exception {
    var reject = "-A FORWARD -j REJECT --reject-with icmp-admin-prohibited";
    chain.iptables(4, reject.split(" ", -1));
    var trace = trace(quick(probe, 10));
    chain.iptables(4, "-F", "FORWARD");
    var last = trace.hops().getLast();
    assertEquals(TraceEnd.LAST_HOP, trace.ending());
    assertEquals(5, last.ttl());
    assertEquals(HopAnswer.UNREACHABLE, last.answer());
    assertEquals(Optional.of(chain.routerAddress(4)), last.address());
    assertEquals(13, last.icmpCode());
  }

  @Test
  void lostAnswer_isAskedForAgain() throws Exception {
    chain.iptables(
        3, "-A OUTPUT -p icmp -m statistic --mode nth --every 2 --packet 0 -j DROP".split(" ", -1));
    var trace = trace(quick(TracePlan.Probe.UDP, 10));
    chain.iptables(3, "-F", "OUTPUT");
    assertEquals(path(HopAnswer.PORT_UNREACHABLE), answers(trace));
  }

  @Test
  void fewerHopsThanThePath_areTheBound() throws Exception {
    var trace = trace(quick(TracePlan.Probe.UDP, 3));
    assertEquals(3, trace.hops().size());
    assertEquals(TraceEnd.MAX_HOPS, trace.ending());
  }

  @Test
  void noRoute_isALocalError() throws Exception {
    var nowhere = InetAddress.ofLiteral("203.0.113.9");
    for (var plan :
        List.of(TracePlan.udp(nowhere), TracePlan.tcp(new InetSocketAddress(nowhere, 443)))) {
      var trace = trace(plan);
      assertEquals(TraceEnd.LOCAL_ERROR, trace.ending());
      assertEquals(Optional.of("connect: ENETUNREACH"), trace.error());
    }
  }

  @Test
  void started_doesNotBlockTheCaller() throws Exception {
    var local = TracePlan.udp(InetAddress.ofLiteral("127.0.0.1"));
    var trace =
        Traceroute.start(local, Leave.to(local.target().getAddress())).get(5, TimeUnit.SECONDS);
    assertEquals(List.of("1 PORT_UNREACHABLE 127.0.0.1"), answers(trace));
  }

  private static TracePlan quick(TracePlan.Probe probe, int maxHops) {
    return new TracePlan(
        probe,
        new InetSocketAddress(chain.serverAddress(), TracePlan.UDP_PORT),
        Optional.empty(),
        0,
        maxHops,
        2,
        Duration.ofMillis(150),
        Duration.ofSeconds(8));
  }

  private static Trace trace(TracePlan plan) throws Exception {
    return chain.client().call(() -> Traceroute.run(plan));
  }

  private static List<String> path(HopAnswer last) {
    var path = new ArrayList<String>();
    for (int hop = 1; hop < SERVER_HOP; hop++) {
      path.add(hop + " TIME_EXCEEDED 10.77." + (hop - 1) + ".2");
    }
    path.add(SERVER_HOP + " " + last + " 10.77.5.2");
    return path;
  }

  private static List<String> answers(Trace trace) {
    return trace.hops().stream()
        .map(hop -> hop.ttl() + " " + hop.answer() + " " + address(hop))
        .toList();
  }

  private static String address(Hop hop) {
    return hop.address().map(InetAddress::getHostAddress).orElse("*");
  }

  private static List<Integer> counts(String listing) {
    return listing
        .lines()
        .skip(2)
        .map(line -> Integer.valueOf(line.strip().replaceAll("\\s.*", "")))
        .toList();
  }
}
