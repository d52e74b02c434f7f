package dev.parallax.lab.scenario;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.parallax.lab.net.Topology;
import dev.parallax.model.verdict.Blame;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

final class ScenarioCatalogueTest {
  private final Topology topology = new Topology();

  @Test
  void everyScenarioHasANameOfItsOwnAProofAndAnExpectation() {
    var all = ScenarioCatalogue.all();
    assertEquals(all.size(), all.stream().map(Scenario::name).collect(Collectors.toSet()).size());
    for (var scenario : all) {
      assertFalse(scenario.proofs().isEmpty(), scenario.name());
      assertFalse(scenario.expected().isEmpty(), scenario.name());
    }
  }

  @Test
  void everyStepAndProofIsAtANodeThatExists() {
    for (var scenario : ScenarioCatalogue.all()) {
      scenario.fault().forEach(step -> topology.node(step.node()));
      scenario.proofs().forEach(proof -> topology.node(proof.node()));
    }
  }

  @Test
  void onlyWhatIsNotHealthyHasAFaultExceptWhatIsOdd() {
    for (var scenario : ScenarioCatalogue.all()) {
      var healthy = scenario.expected().getFirst().blame() == Blame.HEALTHY;
      assertTrue(healthy || !scenario.fault().isEmpty(), scenario.name());
    }
  }
}
