package dev.parallax.attribution;

import static dev.parallax.model.verdict.FindingKind.ARM_FAILS_TOO;
import static dev.parallax.model.verdict.FindingKind.ARM_PASSES;
import static dev.parallax.model.verdict.FindingKind.BASE_FAILS;
import static dev.parallax.model.verdict.FindingKind.BREAKS_BEFORE_HELLO;
import static dev.parallax.model.verdict.FindingKind.CENTRAL_ACCEPTS;
import static dev.parallax.model.verdict.FindingKind.CENTRAL_ACCEPTS_BY_ITS_CLOCK;
import static dev.parallax.model.verdict.FindingKind.CENTRAL_REFUSES;
import static dev.parallax.model.verdict.FindingKind.CLOCK_OFFSET;
import static dev.parallax.model.verdict.FindingKind.ELSEWHERE_PASSES;
import static dev.parallax.model.verdict.FindingKind.INSIDE_FAILS;
import static dev.parallax.model.verdict.FindingKind.INSIDE_PASSES;
import static dev.parallax.model.verdict.FindingKind.NOTHING_FAILS;
import static dev.parallax.model.verdict.FindingKind.OTHER_ADDRESSES;
import static dev.parallax.model.verdict.FindingKind.PEER_ADDRESS_PASSES;
import static dev.parallax.model.verdict.FindingKind.RANDOM;
import static dev.parallax.model.verdict.FindingKind.REFERENCES_FAIL;
import static dev.parallax.model.verdict.FindingKind.REFERENCES_PASS;
import static dev.parallax.model.verdict.FindingKind.SAME_LEAF;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.parallax.model.verdict.Cause;
import dev.parallax.model.verdict.Evidence;
import dev.parallax.model.verdict.FindingKind;
import dev.parallax.model.verdict.Grade;
import dev.parallax.model.verdict.NextProbe;
import dev.parallax.model.verdict.Scope;
import dev.parallax.model.verdict.Verdict;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The evidence of the verdicts on the stories. */
class EvidenceTest {
  @Test
  void healthy_saysWhatIsExcluded() {
    var found = find(verdict("healthy"), NOTHING_FAILS);
    assertEquals("35", found.parameters().get("trials"));
    assertEquals("0.082", found.parameters().get("excluded"));
  }

  @Test
  void expired_isProvenByTheSameLeaf() {
    var verdict = verdict("expired everywhere");
    assertEquals(Grade.PROOF, verdict.grade());
    assertTrue(kinds(verdict).containsAll(Set.of(BASE_FAILS, INSIDE_FAILS, SAME_LEAF)));
  }

  @Test
  void edge_namePolicy_restsOnControlsAndInside() {
    var verdict = verdict("seed 001");
    assertTrue(kinds(verdict).containsAll(Set.of(BASE_FAILS, INSIDE_PASSES, ARM_PASSES, RANDOM)));
    assertEquals("24", find(verdict, BASE_FAILS).parameters().get("failed"));
    assertEquals("30", find(verdict, BASE_FAILS).parameters().get("trials"));
  }

  @Test
  void edge_replyPath_restsOnTheHeldHello() {
    assertTrue(kinds(verdict("seed 002")).contains(BREAKS_BEFORE_HELLO));
    assertTrue(kinds(verdict("seed 000")).contains(ARM_FAILS_TOO));
  }

  @Test
  void path_restsOnOthersPassing() {
    var verdict = verdict("one network");
    assertTrue(
        kinds(verdict)
            .containsAll(Set.of(BASE_FAILS, ELSEWHERE_PASSES, ARM_PASSES, REFERENCES_PASS)));
    assertEquals(Grade.STRONG, verdict.grade());
  }

  @ParameterizedTest
  @CsvSource({"nothing listens", "another server"})
  void resolver_restsOnAddressesAndThePeers(String story) {
    assertTrue(kinds(verdict(story)).containsAll(Set.of(OTHER_ADDRESSES, PEER_ADDRESS_PASSES)));
  }

  @Test
  void clock_restsOnReferencesAndOffset() {
    var verdict = verdict("wrong clock");
    assertTrue(kinds(verdict).containsAll(Set.of(REFERENCES_FAIL, CLOCK_OFFSET)));
    assertEquals("PT-87600H", find(verdict, CLOCK_OFFSET).parameters().get("offset"));
  }

  @Test
  void certificates_restOnTheCentralCheck() {
    var clock = verdict("vantage_onlyItsOwnClock");
    assertTrue(kinds(clock).containsAll(Set.of(CENTRAL_ACCEPTS_BY_ITS_CLOCK, CLOCK_OFFSET)));
    assertEquals(Grade.PROOF, clock.grade());
    var bundle = verdict("vantage_onlyItsOwnBundle");
    assertEquals("cert_unknown_issuer", find(bundle, CENTRAL_ACCEPTS).parameters().get("word"));
    assertEquals(Grade.PROOF, bundle.grade());
  }

  @Test
  void sameInvalidLeaf_isNoProof_whenTheCoordinatorAcceptsIt() {
    var refused = verdict("origin_expiredForEverybodyAndCentrally");
    assertTrue(kinds(refused).containsAll(Set.of(SAME_LEAF, CENTRAL_REFUSES)));
    assertEquals(Grade.PROOF, refused.grade());
    var accepted = verdict("origin_refusedByAllButTheCoordinator");
    assertTrue(kinds(accepted).containsAll(Set.of(SAME_LEAF, CENTRAL_ACCEPTS)));
    assertEquals(Grade.STRONG, accepted.grade());
  }

  @Test
  void loudestFirst() {
    var weights = verdict("seed 001").evidence().stream().map(Evidence::weight).toList();
    assertEquals(weights.stream().sorted((a, b) -> Double.compare(b, a)).toList(), weights);
  }

  @Test
  void onlyNetworkOfItsRegion_keepsTheRegionAndAsksForASecondNetwork() {
    var verdict = verdict("path_onlyNetworkOfItsRegion");
    assertTrue(
        verdict.credibleSet().stream()
            .anyMatch(one -> one.scope().attribute() == Scope.Attribute.REGION));
    assertTrue(asks(verdict, NextProbe.Why.NEEDS_SECOND_NETWORK));
  }

  @Test
  void onlyAgentOfItsNetwork_keepsTheMachineAndAsksForASecondAgent() {
    var verdict =
        first(
            """
            vantage  base   control  no_sni  reference
            eu-a1    ok     ok       ok      ok
            eu-b     ok     ok       ok      ok
            ap-c     ok     ok       ok      ok
            us-e     reset  ok       ok      ok
            us-f     ok     ok       ok      ok
            """);
    assertEquals("PATH/ACCESS P1 NETWORK e", AttributionTest.said(List.of(verdict)));
    assertTrue(
        verdict.credibleSet().stream()
            .anyMatch(one -> one.hypothesis() == Cause.LOCAL_INTERCEPTION));
    assertTrue(asks(verdict, NextProbe.Why.NEEDS_SECOND_AGENT));
  }

  @Test
  void withoutInside_asksForOne() {
    assertTrue(asks(verdict("origin_segmentOpen"), NextProbe.Why.NEEDS_INSIDE));
  }

  @Test
  void twoCauses_eachExplainsItsOwn() {
    var verdicts = AttributionTest.verdicts(story("two causes"));
    assertEquals(5, verdicts.get(0).explains().size());
    assertEquals(2, verdicts.get(1).explains().size());
  }

  private static Verdict verdict(String start) {
    return AttributionTest.verdicts(story(start)).getFirst();
  }

  private static Verdict first(String grid) {
    return AttributionTest.verdicts(new AttributionStory("", grid, "")).getFirst();
  }

  private static AttributionStory story(String part) {
    return AttributionStories.all()
        .filter(one -> one.name().contains(part))
        .findFirst()
        .orElseThrow();
  }

  private static Set<FindingKind> kinds(Verdict verdict) {
    return verdict.evidence().stream().map(Evidence::kind).collect(Collectors.toSet());
  }

  private static Evidence find(Verdict verdict, FindingKind kind) {
    return verdict.evidence().stream().filter(one -> one.kind() == kind).findFirst().orElseThrow();
  }

  private static boolean asks(Verdict verdict, NextProbe.Why why) {
    return verdict.nextProbes().stream().anyMatch(probe -> probe.why() == why);
  }
}
