package dev.parallax.lab;

import static dev.parallax.lab.Scenario.Family.TWO_CAUSES;
import static dev.parallax.lab.Scenario.scenario;
import static dev.parallax.lab.Step.ANY_HELLO;
import static dev.parallax.lab.Step.DROP;
import static dev.parallax.lab.Step.NAMES_THE_SITE;
import static dev.parallax.lab.Step.RESET;
import static dev.parallax.lab.Step.forward;
import static dev.parallax.lab.Step.rule;
import static dev.parallax.model.Cause.ADDRESS_BLOCK;
import static dev.parallax.model.Cause.CERTIFICATE_INVALID;
import static dev.parallax.model.Cause.EDGE_BREAKS_EVERY_HANDSHAKE;
import static dev.parallax.model.Cause.NO_ROUTE;
import static dev.parallax.model.Cause.ONE_ADDRESS_BAD;
import static dev.parallax.model.Cause.OWN_RESOLVER_BROKEN;
import static dev.parallax.model.Cause.PORT_BLOCK;
import static dev.parallax.model.Cause.RESOLVER_LIES_OR_FAILS;
import static dev.parallax.model.Cause.SNI_FILTER;
import static dev.parallax.model.Cause.UPLINK_DOWN;
import static dev.parallax.model.Segment.ACCESS;
import static dev.parallax.model.Segment.AGENT;
import static dev.parallax.model.Segment.EDGE;
import static dev.parallax.model.Segment.RESOLVER;
import static dev.parallax.model.Segment.SERVICE;
import static dev.parallax.model.Segment.TRANSIT;

import dev.parallax.model.Blame;
import java.util.List;

/** Two independent faults at once, each with a verdict of its own. */
final class TwoCauseScenarios {
  private TwoCauseScenarios() {}

  static List<Scenario> all() {
    return List.of(
        scenario(TWO_CAUSES, "certExpiredAndSniResetOneRegion", "expired, and ap resets the name")
            .fault(Step.serve("expired"), forward("ap", NAMES_THE_SITE + RESET))
            .proof(Proof.curl("eu-a", "expired"), Proof.curl("ap-c", Proof.RESET))
            .expect(
                Expected.of(Blame.ORIGIN, SERVICE, CERTIFICATE_INVALID),
                Expected.of(Blame.REGION, TRANSIT, SNI_FILTER).at("ap-c", "ap-d")),
        scenario(
                TWO_CAUSES,
                "uplinkDeadOneVantageAndEdgeResetsEveryClientHello",
                "us-e has no uplink, and border resets any ClientHello")
            .fault(
                rule("us-e", "OUTPUT", "-o acc-e" + DROP),
                forward("border", "-o gateway " + ANY_HELLO + RESET))
            .proof(
                Proof.reference("us-e", Proof.TIMES_OUT),
                Proof.curl("eu-a", Proof.RESET),
                Proof.curl("inside", Proof.WORKS))
            .expect(
                Expected.of(Blame.ORIGIN, EDGE, EDGE_BREAKS_EVERY_HANDSHAKE),
                Expected.of(Blame.VANTAGE, AGENT, UPLINK_DOWN, OWN_RESOLVER_BROKEN).at("us-e")),
        scenario(
                TWO_CAUSES,
                "resolverLiesOneNetworkAndIpDropSameNetwork",
                "A's resolver gives another site's address, and A drops the right one")
            .fault(
                Step.resolver(Place.of("eu-a"), Resolvers.address(Site.NAME, Topology.NEUTRAL)),
                forward("acc-a", "-d " + Topology.ORIGIN + DROP))
            .proof(
                Proof.dig(Place.of("eu-a"), "11\\.8\\.4\\.10"),
                Proof.curl("eu-a", Proof.TIMES_OUT),
                Proof.curl("eu-b", Proof.WORKS))
            .expect(
                Expected.of(Blame.PATH, RESOLVER, RESOLVER_LIES_OR_FAILS).at("eu-a"),
                Expected.of(Blame.PATH, ACCESS, ADDRESS_BLOCK, PORT_BLOCK, NO_ROUTE).at("eu-a")),
        scenario(
                TWO_CAUSES,
                "oneOfThreeAddressesBadAndSniResetOneNetwork",
                "one of three addresses is dead, and network A resets the name")
            .fault(
                Step.zone(
                    Resolvers.address(
                        Site.NAME, Topology.ORIGIN, Topology.ORIGIN_TWO, Topology.ORIGIN_THREE)),
                rule("origin", "INPUT", "-d " + Topology.ORIGIN_TWO + DROP),
                forward("acc-a", NAMES_THE_SITE + RESET))
            .proof(
                Proof.curl("eu-b", Topology.ORIGIN_TWO, Proof.TIMES_OUT),
                Proof.curl("eu-a", Topology.ORIGIN_THREE, Proof.RESET),
                Proof.curl("eu-b", Topology.ORIGIN_THREE, Proof.WORKS))
            .expect(
                Expected.of(Blame.ORIGIN, SERVICE, ONE_ADDRESS_BAD),
                Expected.of(Blame.PATH, ACCESS, SNI_FILTER).at("eu-a")));
  }
}
