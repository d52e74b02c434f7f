package dev.parallax.lab.scenario;

import static dev.parallax.lab.scenario.FaultStep.ANY_HELLO;
import static dev.parallax.lab.scenario.FaultStep.DROP;
import static dev.parallax.lab.scenario.FaultStep.HTTPS;
import static dev.parallax.lab.scenario.FaultStep.NAMES_THE_SITE;
import static dev.parallax.lab.scenario.FaultStep.RESET;
import static dev.parallax.lab.scenario.FaultStep.forward;
import static dev.parallax.lab.scenario.FaultStep.inject;
import static dev.parallax.lab.scenario.FaultStep.injectBoth;
import static dev.parallax.lab.scenario.FaultStep.redirect;
import static dev.parallax.lab.scenario.FaultStep.rule;
import static dev.parallax.lab.scenario.Scenario.ScenarioFamily.PATH;
import static dev.parallax.lab.scenario.Scenario.scenario;
import static dev.parallax.model.verdict.Cause.ADDRESS_BLOCK;
import static dev.parallax.model.verdict.Cause.HEAVY_LOSS;
import static dev.parallax.model.verdict.Cause.NO_ROUTE;
import static dev.parallax.model.verdict.Cause.PMTU_BLACK_HOLE;
import static dev.parallax.model.verdict.Cause.PORT_BLOCK;
import static dev.parallax.model.verdict.Cause.PROBABILISTIC_SNI_FILTER;
import static dev.parallax.model.verdict.Cause.PROTOCOL_FILTER;
import static dev.parallax.model.verdict.Cause.SNI_FILTER;
import static dev.parallax.model.verdict.Cause.TLS_INTERCEPTION;
import static dev.parallax.model.verdict.Segment.ACCESS;
import static dev.parallax.model.verdict.Segment.TRANSIT;

import dev.parallax.lab.net.Topology;
import dev.parallax.lab.servers.LabSite;
import dev.parallax.lab.servers.Resolvers;
import dev.parallax.model.verdict.Blame;
import dev.parallax.model.verdict.Cause;
import dev.parallax.stage.ExpectedVerdict;
import java.util.List;
import java.util.stream.Stream;

/** Faults between the vantages and the provider's border. */
final class PathScenarios {
  private static final String AT_ORIGIN = "-d " + Topology.ORIGIN + " ";
  private static final String TO_HTTPS = "-p tcp --dport 443";
  private static final String SOMETIMES = " -m statistic --mode random --probability 0.3";

  private PathScenarios() {}

  static List<Scenario> all() {
    return Stream.of(names(), injected(), addresses(), protocols(), sizes())
        .flatMap(List::stream)
        .toList();
  }

  private static List<Scenario> names() {
    return List.of(
        scenario(PATH, "sniResetOneNetwork", "network A resets ClientHellos with this name")
            .fault(forward("acc-a", NAMES_THE_SITE + RESET))
            .proof(onlyTheName("eu-a", "eu-b", Proof.RESET))
            .expect(inNetwork(SNI_FILTER)),
        scenario(
                PATH,
                "sniResetOneRegionTwoNetworks",
                "region ap resets ClientHellos with this name")
            .fault(forward("ap", NAMES_THE_SITE + RESET))
            .proof(onlyTheName("ap-c", "eu-b", Proof.RESET))
            .expect(inRegion(SNI_FILTER)),
        scenario(PATH, "sniDropOneRegion", "region ap drops ClientHellos with this name")
            .fault(forward("ap", NAMES_THE_SITE + DROP))
            .proof(onlyTheName("ap-d", "us-e", Proof.TIMES_OUT))
            .expect(inRegion(SNI_FILTER)),
        scenario(
                PATH,
                "sniResetRandom30Percent",
                "region ap resets three in ten of these ClientHellos")
            .fault(forward("ap", NAMES_THE_SITE + SOMETIMES + RESET))
            .proof(onlyTheName("ap-c", "eu-b", Proof.RESET))
            .expect(inRegion(PROBABILISTIC_SNI_FILTER)),
        scenario(PATH, "sniResetHalfTheFlows", "region ap resets half the flows, by source port")
            .fault(forward("ap", NAMES_THE_SITE + " -m u32 --u32 '0>>22&0x3C@0>>18&0x1=1'" + RESET))
            .proof(onlyTheName("ap-c", "eu-b", Proof.RESET))
            .expect(inRegion(PROBABILISTIC_SNI_FILTER)));
  }

  private static List<Scenario> injected() {
    return List.of(
        scenario(PATH, "sniEofOneRegion", "region ap ends connections that name the site by a FIN")
            .fault(inject("ap", TO_HTTPS, "on=name:" + LabSite.NAME + " original=drop send=FA"))
            .proof(onlyTheName("ap-c", "eu-b", "unexpected eof|SSL_ERROR_SYSCALL"))
            .expect(inRegion(SNI_FILTER)),
        scenario(
                PATH,
                "resetInjectedBothWaysByTap",
                "a tap in region ap sends three resets each way; the packets themselves pass")
            .fault(
                inject(
                    "ap",
                    TO_HTTPS,
                    "on=name:" + LabSite.NAME + " send=RA to=both copies=3 ttl=53 id=copy"))
            .proof(
                Proof.curl("ap-c", Proof.RESET),
                Proof.packets(
                    "ap-c", Proof.request(), "ttl 5[0-3],[^\\n]*\\n[^\\n]*Flags \\[R\\.\\]"),
                Proof.packets(
                    "origin",
                    "ip netns exec $(ip netns identify | sed s/origin/ap-c/) " + Proof.request(),
                    "Flags \\[R\\.\\]"),
                Proof.otherName("ap-c", Proof.HANDSHAKES),
                Proof.curl("eu-b", Proof.WORKS))
            .expect(inRegion(SNI_FILTER)),
        scenario(
                PATH,
                "resetInjectedOverBothFamilies",
                "all names have IPv6 addresses too; a tap in region ap resets the name over both")
            .fault(
                FaultStep.wholeZone(Resolvers.zoneDataOfBothFamilies()),
                injectBoth("ap", TO_HTTPS, "on=name:" + LabSite.NAME + " send=RA to=both copies=3"))
            .proof(
                Proof.curl("ap-c", Proof.RESET),
                Proof.curlSix("ap-c", Proof.RESET),
                Proof.otherName("ap-c", Proof.HANDSHAKES),
                Proof.curl("eu-b", Proof.WORKS),
                Proof.curlSix("eu-b", Proof.WORKS))
            .expect(inRegion(SNI_FILTER)),
        scenario(
                PATH,
                "residualBlock90sAfterSni",
                "once network A saw the name, it resets whatever the vantage says to the origin for"
                    + " 90 s")
            .fault(
                inject(
                        "acc-a",
                        AT_ORIGIN + TO_HTTPS,
                        "on=name:" + LabSite.NAME + " original=drop send=RA residual=90")
                    .remembering())
            .proof(
                Proof.otherName("eu-a", Proof.HANDSHAKES),
                Proof.curl("eu-a", Proof.RESET),
                Proof.otherName("eu-a", "errno=104|reset"),
                Proof.curl("eu-b", Proof.WORKS))
            .expect(inNetwork(SNI_FILTER)));
  }

  private static List<Scenario> addresses() {
    return List.of(
        scenario(PATH, "ipDropOneNetwork", "network A drops everything to the origin's address")
            .fault(forward("acc-a", AT_ORIGIN + DROP))
            .proof(Proof.curl("eu-a", Proof.TIMES_OUT), Proof.curl("eu-b", Proof.WORKS))
            .expect(inNetwork(ADDRESS_BLOCK)),
        scenario(
                PATH,
                "ipResetOneRegion",
                "region ap resets every connection to the origin's address")
            .fault(forward("ap", AT_ORIGIN + "-p tcp" + RESET))
            .proof(
                Proof.curl("ap-c", Proof.REFUSED),
                Proof.curl("ap-d", Proof.REFUSED),
                Proof.curl("us-e", Proof.WORKS))
            .expect(inRegion(ADDRESS_BLOCK)),
        scenario(PATH, "port443BlockedOneNetworkOtherPortsFine", "network A drops port 443 there")
            .fault(forward("acc-a", AT_ORIGIN + HTTPS + DROP))
            .proof(
                Proof.curl("eu-a", Proof.TIMES_OUT),
                Proof.plain("eu-a", Proof.WORKS),
                Proof.curl("eu-b", Proof.WORKS))
            .expect(inNetwork(PORT_BLOCK)),
        scenario(PATH, "routeMissingOneTransit", "transit t2 has no route to the origin")
            .fault(
                new FaultStep(
                    "t2",
                    "ip route replace unreachable " + Topology.ORIGIN,
                    "ip route replace " + Topology.ORIGIN + " via 11.9.255.1 dev border"))
            .proof(
                Proof.curl("ap-c", "No route to host|" + Proof.REFUSED),
                Proof.curl("us-f", "No route to host|" + Proof.REFUSED),
                Proof.curl("eu-a", Proof.WORKS))
            .expect(ExpectedVerdict.of(Blame.PATH, TRANSIT, NO_ROUTE).at("ap-c", "ap-d", "us-f")));
  }

  private static List<Scenario> protocols() {
    return List.of(
        scenario(PATH, "anyTlsResetOneNetwork", "network A resets every ClientHello to the origin")
            .fault(forward("acc-a", AT_ORIGIN + ANY_HELLO + RESET))
            .proof(
                Proof.curl("eu-a", Proof.RESET),
                Proof.otherName("eu-a", "errno=104|reset"),
                Proof.curl("eu-b", Proof.WORKS))
            .expect(inNetwork(PROTOCOL_FILTER)),
        scenario(
                PATH,
                "lossOneNetwork30Percent",
                "network A loses three packets in ten to the origin")
            .fault(forward("acc-a", AT_ORIGIN + SOMETIMES + DROP))
            .proof(Proof.ping("eu-a", " [1-5][0-9]% packet loss"), Proof.ping("eu-b", " 0% packet"))
            .expect(inNetwork(HEAVY_LOSS)));
  }

  private static List<Scenario> sizes() {
    return List.of(
        scenario(
                PATH,
                "pmtuBlackHole",
                "network A's way on takes 1,400 bytes, and nobody says so to who sends more")
            .fault(
                new FaultStep("acc-a", "ip link set eu mtu 1400", "ip link set eu mtu 1500"),
                rule("acc-a", "OUTPUT", "-p icmp --icmp-type fragmentation-needed" + DROP))
            .asking("--arm", "big_hello")
            .proof(
                Proof.bigHello("eu-a", "nothing came"),
                Proof.curl("eu-a", Proof.WORKS),
                Proof.bigHello("eu-b", Proof.HANDSHAKES))
            .expect(inNetwork(PMTU_BLACK_HOLE)),
        scenario(
                PATH,
                "interceptedTlsOneNetwork",
                "network A intercepts the site's TLS with its own certificate")
            .fault(
                FaultStep.resigningProxy("acc-a"),
                redirect(
                    "acc-a",
                    "PREROUTING",
                    "-i eu-a " + AT_ORIGIN + HTTPS + "-j REDIRECT --to-ports 8443"))
            .proof(
                Proof.curl("eu-a", "unable to get local issuer"),
                Proof.reference("eu-a", Proof.WORKS),
                Proof.curl("eu-b", Proof.WORKS))
            .expect(inNetwork(TLS_INTERCEPTION)));
  }

  private static ExpectedVerdict inNetwork(Cause hypothesis) {
    return ExpectedVerdict.of(Blame.PATH, ACCESS, hypothesis).at("eu-a");
  }

  private static ExpectedVerdict inRegion(Cause hypothesis) {
    return ExpectedVerdict.of(Blame.REGION, TRANSIT, hypothesis).at("ap-c", "ap-d");
  }

  private static Proof[] onlyTheName(String affected, String spared, String shows) {
    return new Proof[] {
      Proof.curl(affected, shows),
      Proof.otherName(affected, Proof.HANDSHAKES),
      Proof.curl(spared, Proof.WORKS)
    };
  }
}
