package dev.parallax.attribution.hypothesis;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.parallax.attribution.Grid;
import dev.parallax.attribution.inference.SweepAnalysis;
import dev.parallax.model.vantage.VantageId;
import dev.parallax.model.verdict.Scope;
import dev.parallax.model.verdict.Scope.Attribute;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** The scopes that a fleet's labels, addresses and failures offer. */
class CandidateScopesTest {
  private static final String FLEET =
      """
      vantage  base     reference
      eu-a     ok       ok
      eu-b     reset    ok
      ap-c     reset    ok
      ap-d     ok       ok
      inside   ok       ok
      """;

  @Test
  void everyScopeHasTheVantagesOfItsLabel() {
    var scopes = scopes(FLEET);

    assertEquals(List.of("ap-c ap-d eu-a eu-b inside"), members(scopes, Attribute.EVERYONE));
    assertEquals(List.of("ap-c ap-d eu-a eu-b"), members(scopes, Attribute.OUTSIDE));
    assertEquals(List.of("ap-c ap-d", "eu-a eu-b"), members(scopes, Attribute.REGION));
    assertEquals(4, members(scopes, Attribute.NETWORK).size());
    assertEquals(5, members(scopes, Attribute.VANTAGE).size());
  }

  @Test
  void insideVantage_isInNoPlace() {
    var scopes = scopes(FLEET);

    for (var attribute : List.of(Attribute.REGION, Attribute.COUNTRY, Attribute.NETWORK)) {
      assertTrue(
          scopes.getOrDefault(attribute, List.of()).stream()
              .noneMatch(scope -> scope.scope().vantages().contains(new VantageId("inside"))));
    }
  }

  @Test
  void networksThatFailAlike_areOneScope_ofJustThose() {
    assertEquals(List.of("ap-c eu-b"), members(scopes(FLEET), Attribute.HOP));
  }

  @Test
  void networksThatFailAlike_andAreARegion_areTheRegion() {
    var scopes =
        scopes(
            """
            vantage  base     reference
            eu-a     ok       ok
            eu-b     ok       ok
            ap-c     reset    ok
            ap-d     reset    ok
            """);

    assertEquals(List.of(), members(scopes, Attribute.HOP));
  }

  @Test
  void oneAddress_isNoScope_andSeveralAre() {
    assertEquals(List.of(), addresses(scopes(FLEET)));
    var two =
        scopes(
            """
            vantage  base     reference
            eu-a     ok@1     ok
            eu-b     reset@2  ok
            ap-c     ok@1     ok
            ap-d     reset@2  ok
            """);

    assertEquals(List.of("ap-c eu-a", "ap-d eu-b"), addresses(two));
  }

  @Test
  void scopesOfOneKind_haveDistinctNames() {
    scopes(FLEET)
        .forEach(
            (attribute, scopes) ->
                assertEquals(
                    scopes.size(),
                    new HashSet<>(scopes.stream().map(scope -> scope.scope().value()).toList())
                        .size(),
                    attribute::toString));
  }

  private static Map<Scope.Attribute, List<ScopeMembers>> scopes(String grid) {
    var sweep = Grid.sweep(grid);
    return CandidateScopes.of(SweepAnalysis.of(sweep, sweep.targets().getFirst()).table());
  }

  /** Without the servers that nothing but failures shows. */
  private static List<String> addresses(Map<Attribute, List<ScopeMembers>> scopes) {
    var seen =
        scopes.getOrDefault(Attribute.ADDRESS, List.of()).stream()
            .filter(scope -> !scope.isUnseenServer())
            .toList();
    return members(Map.of(Attribute.ADDRESS, seen), Attribute.ADDRESS);
  }

  private static List<String> members(
      Map<Scope.Attribute, List<ScopeMembers>> scopes, Scope.Attribute attribute) {
    return scopes.getOrDefault(attribute, List.of()).stream()
        .map(
            scope ->
                new TreeSet<>(scope.scope().vantages().stream().map(VantageId::name).toList())
                    .stream().collect(Collectors.joining(" ")))
        .sorted()
        .toList();
  }
}
