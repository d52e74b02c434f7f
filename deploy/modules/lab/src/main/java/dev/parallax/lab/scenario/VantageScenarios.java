package dev.parallax.lab.scenario;

import static dev.parallax.lab.scenario.FaultStep.DROP;
import static dev.parallax.lab.scenario.FaultStep.HTTPS;
import static dev.parallax.lab.scenario.FaultStep.forward;
import static dev.parallax.lab.scenario.FaultStep.redirect;
import static dev.parallax.lab.scenario.FaultStep.rule;
import static dev.parallax.lab.scenario.FaultStep.ruleOfSix;
import static dev.parallax.lab.scenario.Scenario.ScenarioFamily.VANTAGE;
import static dev.parallax.lab.scenario.Scenario.scenario;
import static dev.parallax.model.verdict.Cause.CA_BUNDLE_MISSING_OR_OLD;
import static dev.parallax.model.verdict.Cause.CLOCK_WRONG;
import static dev.parallax.model.verdict.Cause.IPV6_BROKEN;
import static dev.parallax.model.verdict.Cause.LOCAL_INTERCEPTION;
import static dev.parallax.model.verdict.Cause.OWN_RESOLVER_BROKEN;
import static dev.parallax.model.verdict.Cause.UPLINK_DOWN;
import static dev.parallax.model.verdict.Segment.AGENT;

import dev.parallax.lab.net.LabVantage;
import dev.parallax.lab.servers.Resolvers;
import dev.parallax.model.verdict.Blame;
import dev.parallax.model.verdict.Cause;
import dev.parallax.stage.ExpectedVerdict;
import java.util.List;

/** Faults of one vantage; the target is healthy. The link to the coordinator stays open. */
final class VantageScenarios {
  private static final LabVantage E = LabVantage.ALL.get(4);

  /**
   * The wall clock only: with shifted file times Java would ignore its class cache, and with
   * shifted timed waits it would spend its time in them.
   */
  private static final String CLOCK =
      "LD_PRELOAD=/usr/\\$LIB/faketime/libfaketime.so.1 FAKETIME=-3652d"
          + " FAKETIME_DONT_FAKE_MONOTONIC=1 FAKETIME_FORCE_MONOTONIC_FIX=0 NO_FAKE_STAT=1";

  private VantageScenarios() {}

  static List<Scenario> all() {
    return List.of(
        scenario(VANTAGE, "uplinkDead", "us-e's uplink drops every packet")
            .fault(
                rule(E.access(), "INPUT", "-i us-e" + DROP), forward(E.access(), "-i us-e" + DROP))
            .proof(Proof.curl("us-e", Proof.TIMES_OUT), Proof.reference("us-e", Proof.TIMES_OUT))
            .expect(at(UPLINK_DOWN, OWN_RESOLVER_BROKEN)),
        scenario(VANTAGE, "uplinkLossy", "us-e's uplink loses four packets in ten each way")
            .fault(
                rule(
                    "us-e",
                    "INPUT",
                    "-i " + E.access() + " -m statistic --mode random --probability 0.4" + DROP))
            .proof(Proof.ping("us-e", " [2-6][0-9](\\.[0-9]*)?% packet loss"))
            .expect(at(UPLINK_DOWN)),
        scenario(VANTAGE, "seed003_egress443Dropped", "us-e's own firewall drops port 443")
            .fault(rule("us-e", "OUTPUT", "-o " + E.access() + " " + HTTPS + DROP))
            .proof(
                Proof.curl("us-e", Proof.TIMES_OUT),
                Proof.reference("us-e", Proof.TIMES_OUT),
                Proof.plain("us-e", Proof.WORKS))
            .expect(at(UPLINK_DOWN, LOCAL_INTERCEPTION)),
        scenario(VANTAGE, "seed003_resolverWrongForEveryName", "E's resolver knows no name at all")
            .fault(FaultStep.resolver(E, "local-zone: \".\" always_nxdomain\n"))
            .proof(Proof.dig(E, "NXDOMAIN"))
            .expect(at(OWN_RESOLVER_BROKEN)),
        scenario(
                VANTAGE,
                "seed003_transparentProxyOnTheHost",
                "a proxy on us-e's host intercepts all TLS with its own certificates")
            .fault(
                FaultStep.resigningProxy("us-e"),
                redirect(
                    "us-e",
                    "OUTPUT",
                    HTTPS + "-m owner ! --uid-owner nobody -j REDIRECT --to-ports 8443"))
            .proof(
                Proof.curl("us-e", "unable to get local issuer"),
                Proof.reference("us-e", "unable to get local issuer"),
                Proof.curl("us-f", Proof.WORKS))
            .expect(at(LOCAL_INTERCEPTION)),
        scenario(VANTAGE, "seed003_clockTenYearsBehind", "us-e's clock is ten years behind")
            .fault(FaultStep.environment("us-e", CLOCK))
            .restarting("us-e")
            .proof(
                new Proof(
                    "us-e",
                    ". $LAB/environment-us-e; " + Proof.request(),
                    "certificate is not yet valid"))
            .expect(at(CLOCK_WRONG)),
        scenario(
                VANTAGE,
                "seed003_caBundleOld",
                "us-e's CA bundle knows none of today's authorities")
            .fault(FaultStep.trustAnother("us-e"))
            .restarting("us-e")
            .proof(
                new Proof(
                    "us-e",
                    Proof.request().replace("ca.pem", "ca-us-e.pem"),
                    "unable to get local issuer|signature failure"))
            .expect(at(CA_BUNDLE_MISSING_OR_OLD)),
        scenario(
                VANTAGE,
                "ipv6Broken",
                "us-e has an IPv6 address, and its IPv6 packets are lost; all names have both")
            .fault(
                FaultStep.wholeZone(Resolvers.zoneDataOfBothFamilies()),
                ruleOfSix("us-e", "OUTPUT", "-o " + E.access() + DROP))
            .proof(
                Proof.curlSix("us-e", Proof.TIMES_OUT),
                Proof.curlSix("us-f", Proof.WORKS),
                Proof.curl("us-e", Proof.WORKS))
            .expect(at(IPV6_BROKEN)),
        scenario(
                VANTAGE,
                "agentWithOlderClientHello",
                "us-e's agent is of an older build, without the one group the origin takes")
            .fault(FaultStep.serve("one-group"), FaultStep.olderAgent("us-e"))
            .restarting("us-e")
            .proof(
                Proof.curl("us-e", Proof.WORKS),
                Proof.offering("us-e", "P-256:P-384", "handshake failure"),
                Proof.offering("us-f", "X25519:P-256:P-384", Proof.HANDSHAKES))
            .refusing("us-e")
            .expect(ExpectedVerdict.HEALTHY));
  }

  private static ExpectedVerdict at(Cause first, Cause... otherCauses) {
    return ExpectedVerdict.of(Blame.VANTAGE, AGENT, first, otherCauses).at("us-e");
  }
}
