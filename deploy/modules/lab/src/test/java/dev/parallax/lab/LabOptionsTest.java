package dev.parallax.lab;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.parallax.lab.scenario.Conditions;
import dev.parallax.lab.scenario.FleetSetup;
import dev.parallax.lab.scenario.Scenario;
import dev.parallax.lab.scenario.ScenarioCatalogue;
import dev.parallax.stage.StageFailure;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class LabOptionsTest {
  @Test
  void conditionsAreTakenFromOptions() throws StageFailure {
    var order =
        LabOptions.parse(
            "run --all --drop-inside --loss 3 --offline us-f --starved us-e".split(" "));
    var conditions = new Conditions(true, 3, Optional.of("us-f"), Optional.of("us-e"), Set.of());
    assertEquals(List.of(new LabPart(conditions, ScenarioCatalogue.all())), order.runs());
  }

  @Test
  void restrictionsCombine() throws StageFailure {
    var words = "run plainHealthy --readme --isolated --three-vantages --drop-inside";
    var conditions = LabOptions.parse(words.split(" ")).runs().getFirst().conditions();
    assertEquals(
        "no inside vantage, README configuration, isolated network, three vantages",
        conditions.toString());
    assertEquals(List.of("--from", "eu-a,ap-c,us-e"), conditions.selection());
    assertEquals(new FleetSetup(false, false, false), conditions.setup());
  }

  @Test
  void threeVantagesComeWithTheInside() throws StageFailure {
    var conditions =
        LabOptions.parse("run", "plainHealthy", "--three-vantages").runs().getFirst().conditions();
    assertEquals(
        List.of("--from", "eu-a,ap-c,us-e,inside", "--inside", "inside"), conditions.selection());
    assertEquals(FleetSetup.FULL, conditions.setup());
  }

  @Test
  void eachConditionIsOneRunAfterAnother() throws StageFailure {
    var conditions =
        LabOptions.parse("run", "--each-family", "--each-condition").runs().stream()
            .map(LabPart::conditions)
            .toList();
    assertEquals(Conditions.ORDINARY, conditions.getFirst());
    assertEquals(
        List.of(
            "",
            "no-inside-vantage",
            "us-f-offline",
            "3-loss",
            "us-f-starved",
            "readme-configuration",
            "isolated-network",
            "three-vantages",
            "unprivileged-agents",
            "no-opt-ins"),
        conditions.stream().map(Conditions::folder).toList());
  }

  @Test
  void aWatchMeetsTwelveFaults_orThoseThatAreNamed() throws StageFailure {
    var all = LabOptions.parse("watch").runs().getFirst().scenarios();
    assertEquals(12, all.size());
    assertTrue(all.stream().allMatch(one -> one.expected().size() == 1));
    assertEquals(
        List.of("hostDown"),
        LabOptions.parse("watch", "hostDown").runs().getFirst().scenarios().stream()
            .map(Scenario::name)
            .toList());
  }

  @Test
  void eachFamilyIsStoodForByOneScenario() throws StageFailure {
    var families =
        LabOptions.parse("run", "--each-family").runs().getFirst().scenarios().stream()
            .map(Scenario::family)
            .toList();
    assertEquals(List.of(Scenario.ScenarioFamily.values()), families);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "run --loss 0 --all|--loss takes a whole percentage from 1 to 50, got: 0",
        "run --loss 3.5 --all|--loss takes a whole percentage from 1 to 50, got: 3.5",
        "run --offline inside --all|got: inside",
        "run --starved inside --all|--starved takes one of",
        "run --all --each-condition --loss 3|goes without other conditions, got: 3 % loss",
        "run --rotation 3 --all|--rotation goes without scenarios and conditions",
        "run --rotation -1|--rotation takes a number from 0 to 999999999, got: -1",
        "run nosuch|no scenario nosuch",
        "run --family nosuch|no family nosuch",
        "run -o csv=x --all|-o takes json=FILE, got: csv=x",
        "run|usage:",
        "watch --loss 3|usage:",
        "watch certExpired --fixtures folder|usage:",
        "up plainHealthy|usage:",
        "fly|usage:",
        "run --family|--family wants a value"
      })
  void whatIsWrongIsNamed(String words, String said) {
    var failure = assertThrows(StageFailure.class, () -> LabOptions.parse(words.split(" ")));
    assertTrue(String.valueOf(failure.getMessage()).contains(said), failure.getMessage());
  }
}
