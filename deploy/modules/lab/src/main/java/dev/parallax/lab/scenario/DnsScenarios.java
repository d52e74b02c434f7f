package dev.parallax.lab.scenario;

import static dev.parallax.lab.scenario.Scenario.ScenarioFamily.DNS;
import static dev.parallax.lab.scenario.Scenario.scenario;
import static dev.parallax.model.verdict.Cause.DNS_INJECTION;
import static dev.parallax.model.verdict.Cause.OWN_RESOLVER_BROKEN;
import static dev.parallax.model.verdict.Cause.RESOLVER_LIES_OR_FAILS;
import static dev.parallax.model.verdict.Cause.ZONE_FAULT;
import static dev.parallax.model.verdict.Segment.RESOLVER;

import dev.parallax.lab.net.LabVantage;
import dev.parallax.lab.net.Topology;
import dev.parallax.lab.servers.LabSite;
import dev.parallax.lab.servers.Resolvers;
import dev.parallax.model.verdict.Blame;
import dev.parallax.model.verdict.Segment;
import dev.parallax.stage.ExpectedVerdict;
import java.util.List;

/** The name resolves to other addresses, or to none, at a part of the vantages. */
final class DnsScenarios {
  private static final LabVantage A = LabVantage.ALL.getFirst();
  private static final LabVantage C = LabVantage.ALL.get(2);

  private DnsScenarios() {}

  static List<Scenario> all() {
    return List.of(
        scenario(DNS, "resolverLiesOneNetworkBogon", "A's resolver answers 10.10.34.34")
            .fault(FaultStep.resolver(A, Resolvers.address(LabSite.NAME, "10.10.34.34")))
            .proof(Proof.dig(A, "10\\.10\\.34\\.34"), Proof.dig(C, "11\\.9\\.0\\.10"))
            .expect(lies()),
        scenario(
                DNS, "resolverLiesOneNetworkBlockPage", "A's resolver gives another site's address")
            .fault(FaultStep.resolver(A, Resolvers.address(LabSite.NAME, Topology.NEUTRAL)))
            .proof(Proof.dig(A, "11\\.8\\.4\\.10"), Proof.dig(C, "11\\.9\\.0\\.10"))
            .expect(lies()),
        scenario(DNS, "resolverLiesOneNetworkNxdomain", "A's resolver answers NXDOMAIN")
            .fault(FaultStep.resolver(A, "local-zone: \"" + LabSite.NAME + "\" always_nxdomain\n"))
            .proof(Proof.dig(A, "NXDOMAIN"), Proof.dig(C, "11\\.9\\.0\\.10"))
            .expect(lies()),
        scenario(DNS, "resolverTimesOutOneVantage", "answers of A's resolver are lost")
            .fault(FaultStep.rule("eu-a", "INPUT", "-p udp --sport 53" + FaultStep.DROP))
            .proof(Proof.dig(A, "timed out|no servers"), Proof.dig(C, "11\\.9\\.0\\.10"))
            .expect(
                ExpectedVerdict.of(Blame.VANTAGE, Segment.AGENT, OWN_RESOLVER_BROKEN).at("eu-a")),
        scenario(DNS, "geoDnsDifferentValidAddresses", "C's resolver gives another good address")
            .fault(FaultStep.resolver(C, Resolvers.address(LabSite.NAME, Topology.ORIGIN_TWO)))
            .proof(
                Proof.dig(C, "11\\.9\\.0\\.11"),
                Proof.curl("ap-c", Topology.ORIGIN_TWO, Proof.WORKS))
            .expect(ExpectedVerdict.HEALTHY),
        scenario(
                DNS,
                "udpInjectionOnPathOneRegion",
                "region ap answers every UDP question about the name itself, before the asked")
            .fault(
                FaultStep.inject(
                    "ap", "-p udp --dport 53", "on=query:" + LabSite.NAME + " answer=10.10.34.34"))
            .proof(
                Proof.dig(C, "10\\.10\\.34\\.34"),
                Proof.digAt(C, Topology.PUBLIC_RESOLVER, "+notcp", "10\\.10\\.34\\.34"),
                Proof.digAt(C, Topology.PUBLIC_RESOLVER, "+tcp", "11\\.9\\.0\\.10"),
                Proof.dig(A, "11\\.9\\.0\\.10"))
            .expect(ExpectedVerdict.of(Blame.REGION, RESOLVER, DNS_INJECTION).at("ap-c", "ap-d")),
        scenario(
                DNS,
                "dnssecBogus",
                "the parent declares the zone as signed, although it is not; all resolvers"
                    + " validate")
            .fault(
                LabVantage.ALL.stream()
                    .map(place -> FaultStep.resolver(place, Resolvers.signedByWord()))
                    .toArray(FaultStep[]::new))
            .proof(Proof.dig(A, "SERVFAIL"), Proof.digUnchecked(A, "11\\.9\\.0\\.10"))
            .expect(ExpectedVerdict.of(Blame.ORIGIN, Segment.ZONE, ZONE_FAULT)));
  }

  private static ExpectedVerdict lies() {
    return ExpectedVerdict.of(Blame.PATH, RESOLVER, RESOLVER_LIES_OR_FAILS).at("eu-a");
  }
}
