package dev.parallax.lab;

import dev.parallax.lab.scenario.Conditions;
import dev.parallax.lab.scenario.Scenario;
import java.util.List;

/** The scenarios that run under the same conditions. */
record LabPart(Conditions conditions, List<Scenario> scenarios) {
  LabPart {
    scenarios = List.copyOf(scenarios);
  }
}
