package dev.parallax.lab;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.parallax.lab.scenario.Conditions;
import dev.parallax.lab.scenario.ScenarioCatalogue;
import java.util.HashSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

final class RotationTest {
  /** CI runs the lab for at most 900 s; a scenario takes about 17 s. */
  private static final int MOST_SCENARIOS = 45;

  private static final int YEAR = 366;

  @Test
  void everyConditionHasAPart() {
    var conditions = Rotation.parts(17).stream().map(LabPart::conditions).toList();
    assertEquals(Conditions.EACH, conditions);
  }

  @Test
  void aRotationFitsIntoTheTimeOfCi() {
    for (int number = 0; number < YEAR; number++) {
      int scenarios = Rotation.parts(number).stream().mapToInt(it -> it.scenarios().size()).sum();
      assertTrue(scenarios <= MOST_SCENARIOS, number + ": " + scenarios);
    }
  }

  @Test
  void aYearOfRotationsHasEveryScenarioUnderEveryCondition() {
    var seen = new HashSet<String>();
    for (int number = 0; number < YEAR; number++) {
      for (var part : Rotation.parts(number)) {
        part.scenarios().forEach(it -> seen.add(part.conditions() + " " + it.name()));
      }
    }
    var all =
        Conditions.EACH.stream()
            .flatMap(
                conditions ->
                    ScenarioCatalogue.all().stream().map(it -> conditions + " " + it.name()))
            .collect(Collectors.toSet());
    assertEquals(all, seen);
  }
}
