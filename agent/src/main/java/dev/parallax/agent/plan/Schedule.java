package dev.parallax.agent.plan;

import dev.parallax.model.plan.ProbeSpec;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.random.RandomGenerator;

/** When each trial of a plan starts: targets side by side, each by its {@link Timeline}. */
final class Schedule {
  private Schedule() {}

  /** One trial, {@code at} after the common start. */
  record Slot(Duration at, ProbeSpec probe, int trial) {}

  /** Keeps the probes and one turn of slots for each target, for any number of trials. */
  static List<Timeline> of(List<ProbeSpec> probes, Duration spacing, RandomGenerator random) {
    return byTarget(probes).stream().map(target -> new Timeline(target, spacing, random)).toList();
  }

  private static Collection<List<ProbeSpec>> byTarget(List<ProbeSpec> probes) {
    Map<String, List<ProbeSpec>> targets = new LinkedHashMap<>();
    probes.forEach(
        probe -> targets.computeIfAbsent(probe.target(), name -> new ArrayList<>()).add(probe));
    return targets.values();
  }
}
