package dev.parallax.lab;

import static dev.parallax.lab.Scenario.Family.HEALTHY;
import static dev.parallax.lab.Scenario.scenario;

import java.util.List;

/** Nothing is wrong, though it may look odd. */
final class HealthyScenarios {
  private HealthyScenarios() {}

  static List<Scenario> all() {
    return List.of(
        scenario(HEALTHY, "plainHealthy", "nothing is wrong")
            .proof(Proof.curl("eu-a", Proof.WORKS), Proof.curl("ap-d", Proof.WORKS))
            .expect(Expected.HEALTHY));
  }
}
