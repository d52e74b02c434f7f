package dev.parallax.lab.scenario;

import dev.parallax.stage.StageFailure;
import java.util.List;
import java.util.stream.Stream;

/** Every scenario, family by family. */
public final class ScenarioCatalogue {
  private static final List<Scenario> ALL =
      Stream.of(
              HealthyScenarios.all(),
              SeedScenarios.all(),
              OriginScenarios.all(),
              EdgeScenarios.all(),
              PathScenarios.all(),
              DnsScenarios.all(),
              VantageScenarios.all(),
              TwoCauseScenarios.all())
          .flatMap(List::stream)
          .toList();

  private ScenarioCatalogue() {}

  public static List<Scenario> all() {
    return ALL;
  }

  public static List<Scenario> family(String word) throws StageFailure {
    var members = ALL.stream().filter(scenario -> scenario.family().word().equals(word)).toList();
    if (members.isEmpty()) {
      throw new StageFailure(
          "no family "
              + word
              + ", expected one of "
              + Stream.of(Scenario.ScenarioFamily.values())
                  .map(Scenario.ScenarioFamily::word)
                  .toList());
    }
    return members;
  }

  /** The first scenario of each family, which represents the family. */
  public static List<Scenario> oneOfEachFamily() {
    return Stream.of(Scenario.ScenarioFamily.values())
        .flatMap(family -> ALL.stream().filter(scenario -> scenario.family() == family).limit(1))
        .toList();
  }

  public static Scenario named(String name) throws StageFailure {
    return ALL.stream()
        .filter(scenario -> scenario.name().equals(name))
        .findFirst()
        .orElseThrow(
            () -> new StageFailure("no scenario " + name + "; deploy/lab list names them all"));
  }
}
