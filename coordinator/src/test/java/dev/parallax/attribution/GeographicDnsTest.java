package dev.parallax.attribution;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.parallax.model.failure.Failure;
import dev.parallax.model.failure.FailureWord;
import dev.parallax.model.failure.Outcome;
import dev.parallax.model.failure.Step;
import dev.parallax.model.observation.Observation;
import dev.parallax.model.observation.Steps;
import dev.parallax.model.observation.TrialKey;
import dev.parallax.model.observation.TrialKeys;
import dev.parallax.model.plan.Arm;
import dev.parallax.model.sweep.Sweep;
import dev.parallax.model.verdict.Blame;
import dev.parallax.model.verdict.Candidate;
import dev.parallax.model.verdict.Cause;
import dev.parallax.model.verdict.FindingKind;
import dev.parallax.model.verdict.Verdict;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * One region resolves another address than the others: its resolvers (D1), an injected answer (D2),
 * the zone (D3), or geography (D4).
 */
class GeographicDnsTest {
  /** Both networks of region ap resolve an address where nothing works. */
  private static String grid(String base, String zoneThere) {
    return """
    vantage  base    control  no_sni  pinned  authoritative  reference
    eu-a     ok      ok       ok      ok      ok             ok
    eu-b     ok      ok       ok      ok      ok             ok
    us-e     ok      ok       ok      ok      ok             ok
    us-f     ok      ok       ok      ok      ok             ok
    ap-c     BASE@9  BASE@9   BASE@9  ok      ZONE           ok
    ap-d     BASE@9  BASE@9   BASE@9  ok      ZONE           ok
    """
        .replace("BASE", base)
        .replace("ZONE", zoneThere);
  }

  @ParameterizedTest
  @ValueSource(strings = {"refused", "timeout", "reset", "noname"})
  void armNotRun_isOpen_andTheArmIsTheNextProbe(String base) {
    for (var zone : List.of(".", "missing")) {
      var verdict = verdict(Grid.sweep(grid(base, zone)));
      assertEquals(Blame.INCONCLUSIVE, verdict.blame(), verdict::toString);
      var causes = verdict.credibleSet().stream().map(Candidate::hypothesis).toList();
      assertTrue(
          causes.containsAll(List.of(Cause.RESOLVER_LIES_OR_FAILS, Cause.ZONE_FAULT)),
          causes::toString);
      assertEquals(Arm.AUTHORITATIVE, verdict.nextProbes().getFirst().arm(), verdict::toString);
      assertTrue(verdict.nextProbes().getFirst().gain() > 0, verdict::toString);
    }
  }

  @Test
  void nextRound_queriesTheZonesServers() {
    var sweep = Grid.sweep(grid("refused", "."));
    var proposed =
        NextRound.of(sweep, sweep.targets().getFirst()).proposedProbes((arm, reason) -> 3);
    assertTrue(
        proposed.stream().anyMatch(probe -> probe.arm() == Arm.AUTHORITATIVE && probe.bits() > 0.5),
        proposed::toString);
  }

  @Test
  void zoneGivesTheRegionThatAddress_isTheZones() {
    var verdict = verdict(withTcp(Grid.sweep(grid("refused", "ok@9"))));
    assertEquals(Blame.ORIGIN, verdict.blame(), verdict::toString);
    assertEquals(Optional.of(Cause.ZONE_FAULT), verdict.hypothesis());
    assertEquals("ap", verdict.scope().value());
    assertTrue(kinds(verdict).contains(FindingKind.ZONE_ANSWERS_SAME), verdict::toString);
  }

  @Test
  void zoneGivesTheRegionTheRightAddress_isItsResolvers() {
    var verdict = verdict(Grid.sweep(grid("refused", "ok")));
    assertEquals(Blame.REGION, verdict.blame(), verdict::toString);
    assertEquals(Optional.of(Cause.RESOLVER_LIES_OR_FAILS), verdict.hypothesis());
    assertTrue(kinds(verdict).contains(FindingKind.ZONE_ANSWERS_OTHERWISE), verdict::toString);
  }

  /** Forged over UDP, and not over TCP. */
  @Test
  void zonesAnswerDiffersByTransport_isInjected() {
    var forged = Grid.sweep(grid("refused", "ok@9"));
    var verdict = verdict(with(forged, authoritative(Grid.sweep(grid("refused", "ok")))));
    assertEquals(Blame.REGION, verdict.blame(), verdict::toString);
    assertEquals(Optional.of(Cause.DNS_INJECTION), verdict.hypothesis());
    assertTrue(kinds(verdict).contains(FindingKind.ZONE_DIFFERS_BY_TRANSPORT), verdict::toString);
  }

  /** Datagrams can be forged. */
  @Test
  void zoneGivesThatAddressOverUdpAlone_isOpen_andNotTheResolvers() {
    var verdict = verdict(Grid.sweep(grid("refused", "ok@9")));
    assertEquals(Blame.INCONCLUSIVE, verdict.blame(), verdict::toString);
    assertEquals(
        List.of(Cause.ZONE_FAULT, Cause.DNS_INJECTION),
        verdict.credibleSet().stream().map(Candidate::hypothesis).toList());
  }

  /** With the trials over TCP as over UDP. */
  private static Sweep withTcp(Sweep sweep) {
    return with(sweep, authoritative(sweep));
  }

  private static Sweep with(Sweep sweep, Stream<Observation> overTcp) {
    return Grid.with(
        sweep,
        Stream.concat(Grid.observations(sweep).stream(), overTcp.map(seen -> over("tcp", seen)))
            .toList());
  }

  /** Each region resolves an address of its own; the zone has another for ap than its resolvers. */
  @ParameterizedTest
  @ValueSource(strings = {"refused", "mismatch", "expired"})
  void zoneGivesEachRegionAnotherAddress_isTheResolversOfTheRegionThatFails(String base) {
    var verdict =
        verdict(
            withTcp(
                Grid.sweep(
                    """
                    vantage  base    control  no_sni  pinned  authoritative  reference
                    eu-a     ok@1    ok@1     ok@1    ok      ok@1           ok
                    eu-b     ok@1    ok@1     ok@1    ok      ok@1           ok
                    us-e     ok@2    ok@2     ok@2    ok      ok@2           ok
                    us-f     ok@2    ok@2     ok@2    ok      ok@2           ok
                    ap-c     BASE@9  SHAPE@9  SHAPE@9 ok      ok@3           ok
                    ap-d     BASE@9  SHAPE@9  SHAPE@9 ok      ok@3           ok
                    """
                        .replace("BASE", base)
                        .replace("SHAPE", withAnotherName(base)))));
    assertEquals(Blame.REGION, verdict.blame(), verdict::toString);
    assertEquals(Optional.of(Cause.RESOLVER_LIES_OR_FAILS), verdict.hypothesis());
  }

  /** A resolver keeps a former address, at which the site's former server still answers. */
  @ParameterizedTest
  @ValueSource(strings = {"expired", "mismatch", "timeout", "refused"})
  void zoneNoLongerGivesTheAddress_isNoAddressOfTheOrigin(String base) {
    var verdict =
        verdict(
            withTcp(
                Grid.sweep(
                    """
                    vantage  base    control  no_sni  pinned  peer    authoritative  reference
                    eu-a     ok      ok       ok      ok      BASE@9  ok             ok
                    eu-b     ok      ok       ok      ok      BASE@9  ok             ok
                    us-e     ok      ok       ok      ok      BASE@9  ok             ok
                    us-f     ok      ok       ok      ok      BASE@9  ok             ok
                    ap-c     BASE@9  SHAPE@9  SHAPE@9 ok      BASE@9  ok             ok
                    ap-c2    BASE@9  SHAPE@9  SHAPE@9 ok      BASE@9  ok             ok
                    """
                        .replace("BASE", base)
                        .replace("SHAPE", withAnotherName(base)))));
    assertEquals(Blame.PATH, verdict.blame(), verdict::toString);
    assertEquals(Optional.of(Cause.RESOLVER_LIES_OR_FAILS), verdict.hypothesis());
  }

  /** A certificate is refused for the real name only. */
  private static String withAnotherName(String base) {
    return Set.of("expired", "mismatch").contains(base) ? "ok" : base;
  }

  /** A network without DNS queries to the outside, or with a proxy for them. */
  @ParameterizedTest
  @ValueSource(strings = {"dns_timeout", "dns_transport_error", "dns_not_authoritative"})
  void zonesServersOutOfReach_isNoEvidence(String word) {
    var sweep = Grid.sweep(grid("refused", "ok"));
    var verdict =
        verdict(
            Grid.with(
                sweep,
                Grid.observations(sweep).stream()
                    .map(seen -> isThere(seen) ? failed(seen, word) : seen)
                    .toList()));
    assertEquals(Blame.INCONCLUSIVE, verdict.blame(), verdict::toString);
  }

  @Test
  void eachAddressWorks_isHealthyGeography() {
    var verdict = verdict(Grid.sweep(grid("ok", "ok@9")));
    assertEquals(Blame.HEALTHY, verdict.blame(), verdict::toString);
  }

  private static boolean isThere(Observation seen) {
    return seen.key().arm() == Arm.AUTHORITATIVE && seen.key().vantage().name().startsWith("ap");
  }

  private static Observation failed(Observation seen, String word) {
    return new Observation(
        without(seen.key()),
        seen.planHash(),
        new Outcome.Failed(new Failure(Step.DNS, new FailureWord(word), "")),
        Steps.NONE);
  }

  private static TrialKey without(TrialKey key) {
    return TrialKeys.withAddress(key, Optional.empty());
  }

  private static Stream<Observation> authoritative(Sweep sweep) {
    return Grid.observations(sweep).stream().filter(seen -> seen.key().arm() == Arm.AUTHORITATIVE);
  }

  private static Observation over(String transport, Observation seen) {
    var key = seen.key();
    return new Observation(
        TrialKeys.withVariant(key, transport), seen.planHash(), seen.outcome(), seen.steps());
  }

  private static List<FindingKind> kinds(Verdict verdict) {
    return verdict.evidence().stream().map(each -> each.kind()).toList();
  }

  private static Verdict verdict(Sweep sweep) {
    return Attribution.attribute(sweep).getFirst().verdicts().getFirst();
  }
}
