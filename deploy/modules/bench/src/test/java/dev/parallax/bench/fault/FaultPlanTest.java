package dev.parallax.bench.fault;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;

/** The division of rounds among faults, and the arguments of the command. */
final class FaultPlanTest {
  private static final FaultKind OFTEN = new FaultKind("often", 3, (fleet, chance) -> {});
  private static final FaultKind SELDOM = new FaultKind("seldom", 1, (fleet, chance) -> {});
  private static final List<FaultKind> BOTH = List.of(OFTEN, SELDOM);

  @Test
  void roundsAreDividedByWeight_andTheSeedRepeatsThem() {
    var plan = FaultPlan.of(BOTH, 40, new Chance(7));
    assertEquals(40, plan.size());
    assertEquals(30, plan.stream().filter(OFTEN::equals).count());
    assertEquals(plan, FaultPlan.of(BOTH, 40, new Chance(7)));
  }

  @Test
  void everyFaultRunsAtLeastOnce() {
    assertTrue(FaultPlan.of(BOTH, 1, new Chance(1)).containsAll(BOTH));
  }

  @Test
  void aMalformedArgumentIsNamed() {
    assertEquals(new FaultOptions(200, 1, ""), FaultOptions.parse(List.of()));
    assertEquals(
        new FaultOptions(24, 9, "kill"),
        FaultOptions.parse(List.of("--rounds", "24", "--seed", "9", "--only", "kill")));
    for (var words :
        List.of(List.of("--rounds"), List.of("--rounds", "0"), List.of("--seed", "x"))) {
      var refused = assertThrows(IllegalArgumentException.class, () -> FaultOptions.parse(words));
      assertTrue(String.valueOf(refused.getMessage()).contains("expects a number"));
    }
    assertThrows(IllegalArgumentException.class, () -> FaultOptions.parse(List.of("--turns", "1")));
  }
}
