package dev.parallax.lab;

import static dev.parallax.lab.Scenario.Family.DNS;
import static dev.parallax.lab.Scenario.scenario;
import static dev.parallax.model.Cause.DNS_INJECTION;
import static dev.parallax.model.Cause.OWN_RESOLVER_BROKEN;
import static dev.parallax.model.Cause.RESOLVER_LIES_OR_FAILS;
import static dev.parallax.model.Cause.ZONE_FAULT;
import static dev.parallax.model.Segment.RESOLVER;

import dev.parallax.model.Blame;
import dev.parallax.model.Segment;
import java.util.List;

/** The name leads elsewhere, or nowhere, for some. */
final class DnsScenarios {
  private static final Place A = Place.ALL.getFirst();
  private static final Place C = Place.ALL.get(2);

  private DnsScenarios() {}

  static List<Scenario> all() {
    return List.of(
        scenario(DNS, "resolverLiesOneNetworkBogon", "A's resolver says 10.10.34.34")
            .fault(Step.resolver(A, Resolvers.address(Site.NAME, "10.10.34.34")))
            .proof(Proof.dig(A, "10\\.10\\.34\\.34"), Proof.dig(C, "11\\.9\\.0\\.10"))
            .expect(lies()),
        scenario(
                DNS, "resolverLiesOneNetworkBlockPage", "A's resolver gives another site's address")
            .fault(Step.resolver(A, Resolvers.address(Site.NAME, Topology.NEUTRAL)))
            .proof(Proof.dig(A, "11\\.8\\.4\\.10"), Proof.dig(C, "11\\.9\\.0\\.10"))
            .expect(lies()),
        scenario(DNS, "resolverLiesOneNetworkNxdomain", "A's resolver says there is no such name")
            .fault(Step.resolver(A, "local-zone: \"" + Site.NAME + "\" always_nxdomain\n"))
            .proof(Proof.dig(A, "NXDOMAIN"), Proof.dig(C, "11\\.9\\.0\\.10"))
            .expect(lies()),
        scenario(DNS, "resolverTimesOutOneVantage", "nothing from A's resolver arrives")
            .fault(Step.rule("eu-a", "INPUT", "-p udp --sport 53" + Step.DROP))
            .proof(Proof.dig(A, "timed out|no servers"), Proof.dig(C, "11\\.9\\.0\\.10"))
            .expect(Expected.of(Blame.VANTAGE, Segment.AGENT, OWN_RESOLVER_BROKEN).at("eu-a")),
        scenario(DNS, "geoDnsDifferentValidAddresses", "C's resolver gives another good address")
            .fault(Step.resolver(C, Resolvers.address(Site.NAME, Topology.ORIGIN_TWO)))
            .proof(
                Proof.dig(C, "11\\.9\\.0\\.11"),
                Proof.curl("ap-c", Topology.ORIGIN_TWO, Proof.WORKS))
            .expect(Expected.HEALTHY),
        scenario(
                DNS,
                "udpInjectionOnPathOneRegion",
                "region ap answers every UDP question about the name itself, before the asked")
            .fault(
                Step.inject(
                    "ap", "-p udp --dport 53", "on=query:" + Site.NAME + " answer=10.10.34.34"))
            .proof(
                Proof.dig(C, "10\\.10\\.34\\.34"),
                Proof.digAt(C, Topology.PUBLIC_RESOLVER, "+notcp", "10\\.10\\.34\\.34"),
                Proof.digAt(C, Topology.PUBLIC_RESOLVER, "+tcp", "11\\.9\\.0\\.10"),
                Proof.dig(A, "11\\.9\\.0\\.10"))
            .expect(Expected.of(Blame.REGION, RESOLVER, DNS_INJECTION).at("ap-c", "ap-d")),
        scenario(
                DNS,
                "dnssecBogus",
                "the parent says that the zone is signed, which it is not; all resolvers validate")
            .fault(
                Place.ALL.stream()
                    .map(place -> Step.resolver(place, Resolvers.signedByWord()))
                    .toArray(Step[]::new))
            .proof(Proof.dig(A, "SERVFAIL"), Proof.digUnchecked(A, "11\\.9\\.0\\.10"))
            .expect(Expected.of(Blame.ORIGIN, Segment.ZONE, ZONE_FAULT)));
  }

  private static Expected lies() {
    return Expected.of(Blame.PATH, RESOLVER, RESOLVER_LIES_OR_FAILS).at("eu-a");
  }
}
