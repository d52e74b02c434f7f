package dev.parallax.lab.scenario;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.parallax.model.verdict.Blame;
import dev.parallax.model.verdict.Cause;
import dev.parallax.model.verdict.Segment;
import dev.parallax.stage.ExpectedVerdict;
import dev.parallax.stage.ReportedVerdict;
import dev.parallax.stage.StageFailure;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

final class ExpectedWithoutVantagesTest {
  private static final ExpectedVerdict EDGE =
      ExpectedVerdict.of(Blame.ORIGIN, Segment.EDGE, Cause.EDGE_DROPS_CONNECTIONS);
  private static final ExpectedVerdict REGION =
      ExpectedVerdict.of(Blame.REGION, Segment.TRANSIT, Cause.SNI_FILTER).at("ap-c", "ap-d");

  @Test
  void abstentionIsRightOnlyWhereTheInsideIsNeeded() {
    var dropped = Conditions.ORDINARY.withoutInside();
    var abstention = given("INCONCLUSIVE", Optional.empty(), "");
    assertFalse(EDGE.isMetBy(abstention));
    assertTrue(ExpectedWithoutVantages.under(dropped, EDGE).orElseThrow().isMetBy(abstention));
    assertFalse(ExpectedWithoutVantages.under(dropped, REGION).orElseThrow().isMetBy(abstention));
  }

  @Test
  void withoutTheInsideTheSegmentMayStayOpenButTheBlameNot() {
    var without =
        ExpectedWithoutVantages.under(Conditions.ORDINARY.withoutInside(), EDGE).orElseThrow();
    assertTrue(without.isMetBy(given("ORIGIN", Optional.empty(), "")));
    assertFalse(without.isMetBy(given("REGION", Optional.of("transit"), "P1")));
    assertFalse(EDGE.isMetBy(given("ORIGIN", Optional.empty(), "")));
  }

  @Test
  void oneNetworkLeftOfARegionIsAPath() throws StageFailure {
    var offline =
        ExpectedWithoutVantages.under(Conditions.ORDINARY.without("ap-d"), REGION).orElseThrow();
    assertEquals(Blame.PATH, offline.blame());
    assertEquals(Set.of("ap-c"), offline.vantages());
  }

  @Test
  void aRouteThatIsLeftToOneRegionIsTheRegions() throws StageFailure {
    var route =
        ExpectedVerdict.of(Blame.PATH, Segment.TRANSIT, Cause.NO_ROUTE).at("ap-c", "ap-d", "us-f");
    assertEquals(Blame.REGION, without(route, "us-f").blame());
    assertEquals(Blame.PATH, without(route, "ap-c").blame());
  }

  private static ExpectedVerdict without(ExpectedVerdict expected, String vantage)
      throws StageFailure {
    return ExpectedWithoutVantages.under(Conditions.ORDINARY.without(vantage), expected)
        .orElseThrow();
  }

  @Test
  void nothingIsExpectedWhereNobodyIsLeftToSeeIt() throws StageFailure {
    var alone = ExpectedVerdict.of(Blame.PATH, Segment.ACCESS, Cause.SNI_FILTER).at("eu-a");
    assertTrue(ExpectedWithoutVantages.under(Conditions.ORDINARY.without("eu-a"), alone).isEmpty());
  }

  @Test
  void withoutReferencesTheOnlyAgentOfANetworkMayStayOpen() {
    var alone = ExpectedVerdict.of(Blame.PATH, Segment.ACCESS, Cause.SNI_FILTER).at("eu-a");
    var isolated = Conditions.ORDINARY.with(Restriction.ISOLATED);
    var abstention = given("INCONCLUSIVE", Optional.empty(), "");
    assertTrue(ExpectedWithoutVantages.under(isolated, alone).orElseThrow().isMetBy(abstention));
    assertFalse(ExpectedWithoutVantages.under(isolated, REGION).orElseThrow().isMetBy(abstention));
    assertFalse(ExpectedWithoutVantages.under(isolated, EDGE).orElseThrow().isMetBy(abstention));
  }

  @Test
  void withoutAPublicResolverAnInjectionIsTheResolvers() {
    var injection =
        ExpectedVerdict.of(Blame.REGION, Segment.RESOLVER, Cause.DNS_INJECTION).at("ap-c", "ap-d");
    var readme =
        ExpectedWithoutVantages.under(Conditions.ORDINARY.with(Restriction.README), injection);
    assertEquals(
        Set.of(Cause.DNS_INJECTION, Cause.RESOLVER_LIES_OR_FAILS),
        readme.orElseThrow().hypotheses());
  }

  @Test
  void ofThreeVantagesOneIsLeftOfARegionAndOfACarrier() {
    var three = Conditions.ORDINARY.with(Restriction.THREE_VANTAGES);
    var region = ExpectedWithoutVantages.under(three, REGION).orElseThrow();
    assertEquals(Set.of("ap-c"), region.vantages());
    assertEquals(Blame.PATH, region.blame());
    var route =
        ExpectedVerdict.of(Blame.PATH, Segment.TRANSIT, Cause.NO_ROUTE).at("ap-c", "ap-d", "us-f");
    var left = ExpectedWithoutVantages.under(three, route).orElseThrow();
    assertTrue(
        left.isMetBy(
            new ReportedVerdict(
                "PATH", Optional.of("access"), Optional.of("P6"), Set.of("ap-c"), 0.95, "strong")));
  }

  private static ReportedVerdict given(String blame, Optional<String> segment, String hypothesis) {
    return new ReportedVerdict(blame, segment, Optional.of(hypothesis), Set.of(), 0.95, "strong");
  }
}
