package dev.parallax.lab;

import dev.parallax.lab.scenario.Conditions;
import dev.parallax.lab.scenario.Scenario;
import dev.parallax.lab.scenario.ScenarioCatalogue;
import java.util.List;
import java.util.stream.IntStream;

/**
 * A part of the catalogue under each condition: one scenario of every second family. Consecutive
 * numbers select other families and the next scenarios of each family.
 */
final class Rotation {
  private Rotation() {}

  /**
   * One part for each condition.
   *
   * @param number not negative
   */
  static List<LabPart> parts(int number) {
    return IntStream.range(0, Conditions.EACH.size())
        .mapToObj(i -> new LabPart(Conditions.EACH.get(i), scenarios(number + i)))
        .toList();
  }

  private static List<Scenario> scenarios(int turn) {
    var families = Scenario.ScenarioFamily.values();
    return IntStream.range(0, families.length)
        .filter(i -> (i + turn) % 2 == 0)
        .mapToObj(i -> scenario(families[i], turn / 2))
        .toList();
  }

  private static Scenario scenario(Scenario.ScenarioFamily family, int turn) {
    var members = ScenarioCatalogue.all().stream().filter(it -> it.family() == family).toList();
    return members.get(turn % members.size());
  }
}
