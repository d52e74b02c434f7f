package dev.parallax.lab.scenario;

import static dev.parallax.lab.scenario.FaultStep.ANY_HELLO;
import static dev.parallax.lab.scenario.FaultStep.DROP;
import static dev.parallax.lab.scenario.FaultStep.NAMES_THE_SITE;
import static dev.parallax.lab.scenario.FaultStep.RESET;
import static dev.parallax.lab.scenario.FaultStep.forward;
import static dev.parallax.lab.scenario.FaultStep.rule;
import static dev.parallax.lab.scenario.Scenario.ScenarioFamily.TWO_CAUSES;
import static dev.parallax.lab.scenario.Scenario.scenario;
import static dev.parallax.model.verdict.Cause.ADDRESS_BLOCK;
import static dev.parallax.model.verdict.Cause.CERTIFICATE_INVALID;
import static dev.parallax.model.verdict.Cause.EDGE_BREAKS_EVERY_HANDSHAKE;
import static dev.parallax.model.verdict.Cause.NO_ROUTE;
import static dev.parallax.model.verdict.Cause.ONE_ADDRESS_BAD;
import static dev.parallax.model.verdict.Cause.OWN_RESOLVER_BROKEN;
import static dev.parallax.model.verdict.Cause.PORT_BLOCK;
import static dev.parallax.model.verdict.Cause.RESOLVER_LIES_OR_FAILS;
import static dev.parallax.model.verdict.Cause.SNI_FILTER;
import static dev.parallax.model.verdict.Cause.UPLINK_DOWN;
import static dev.parallax.model.verdict.Segment.ACCESS;
import static dev.parallax.model.verdict.Segment.AGENT;
import static dev.parallax.model.verdict.Segment.EDGE;
import static dev.parallax.model.verdict.Segment.RESOLVER;
import static dev.parallax.model.verdict.Segment.SERVICE;
import static dev.parallax.model.verdict.Segment.TRANSIT;

import dev.parallax.lab.net.LabVantage;
import dev.parallax.lab.net.Topology;
import dev.parallax.lab.servers.LabSite;
import dev.parallax.lab.servers.Resolvers;
import dev.parallax.model.verdict.Blame;
import dev.parallax.stage.ExpectedVerdict;
import java.util.List;

/** Two independent faults at once, each with a verdict of its own. */
final class TwoCauseScenarios {
  private TwoCauseScenarios() {}

  static List<Scenario> all() {
    return List.of(
        scenario(TWO_CAUSES, "certExpiredAndSniResetOneRegion", "expired, and ap resets the name")
            .fault(FaultStep.serve("expired"), forward("ap", NAMES_THE_SITE + RESET))
            .proof(Proof.curl("eu-a", "expired"), Proof.curl("ap-c", Proof.RESET))
            .expect(
                ExpectedVerdict.of(Blame.ORIGIN, SERVICE, CERTIFICATE_INVALID),
                ExpectedVerdict.of(Blame.REGION, TRANSIT, SNI_FILTER).at("ap-c", "ap-d")),
        scenario(
                TWO_CAUSES,
                "uplinkDeadOneVantageAndEdgeResetsEveryClientHello",
                "us-e has no uplink, and border resets any ClientHello")
            .fault(
                rule("acc-e", "INPUT", "-i us-e" + DROP),
                forward("acc-e", "-i us-e" + DROP),
                forward("border", "-o gateway " + ANY_HELLO + RESET))
            .proof(
                Proof.reference("us-e", Proof.TIMES_OUT),
                Proof.curl("eu-a", Proof.RESET),
                Proof.curl("inside", Proof.WORKS))
            .expect(
                ExpectedVerdict.of(Blame.ORIGIN, EDGE, EDGE_BREAKS_EVERY_HANDSHAKE),
                ExpectedVerdict.of(Blame.VANTAGE, AGENT, UPLINK_DOWN, OWN_RESOLVER_BROKEN)
                    .at("us-e")),
        scenario(
                TWO_CAUSES,
                "resolverLiesOneNetworkAndIpDropSameNetwork",
                "A's resolver returns another site's address, and A drops packets to the right"
                    + " address")
            .fault(
                FaultStep.resolver(
                    LabVantage.of("eu-a"), Resolvers.address(LabSite.NAME, Topology.NEUTRAL)),
                forward("acc-a", "-d " + Topology.ORIGIN + DROP))
            .proof(
                Proof.dig(LabVantage.of("eu-a"), "11\\.8\\.4\\.10"),
                Proof.curl("eu-a", Proof.TIMES_OUT),
                Proof.curl("eu-b", Proof.WORKS))
            .expect(
                ExpectedVerdict.of(Blame.PATH, RESOLVER, RESOLVER_LIES_OR_FAILS).at("eu-a"),
                ExpectedVerdict.of(Blame.PATH, ACCESS, ADDRESS_BLOCK, PORT_BLOCK, NO_ROUTE)
                    .at("eu-a")),
        scenario(
                TWO_CAUSES,
                "oneOfThreeAddressesBadAndSniResetOneNetwork",
                "one of three addresses is dead, and network A resets the name")
            .fault(
                FaultStep.zone(
                    Resolvers.address(
                        LabSite.NAME, Topology.ORIGIN, Topology.ORIGIN_TWO, Topology.ORIGIN_THREE)),
                rule("origin", "INPUT", "-d " + Topology.ORIGIN_TWO + DROP),
                forward("acc-a", NAMES_THE_SITE + RESET))
            .proof(
                Proof.curl("eu-b", Topology.ORIGIN_TWO, Proof.TIMES_OUT),
                Proof.curl("eu-a", Topology.ORIGIN_THREE, Proof.RESET),
                Proof.curl("eu-b", Topology.ORIGIN_THREE, Proof.WORKS))
            .expect(
                ExpectedVerdict.of(Blame.ORIGIN, SERVICE, ONE_ADDRESS_BAD),
                ExpectedVerdict.of(Blame.PATH, ACCESS, SNI_FILTER).at("eu-a")));
  }
}
