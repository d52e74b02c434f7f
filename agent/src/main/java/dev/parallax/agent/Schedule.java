package dev.parallax.agent;

import dev.parallax.model.Arm;
import dev.parallax.model.ProbeSpec;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.random.RandomGenerator;

/**
 * When each trial of a plan starts: targets side by side; at one target a fixed spacing, controls
 * first, then the arms interleaved trial by trial, in an order drawn for each vantage. Pure but for
 * the random source.
 */
final class Schedule {
  private Schedule() {}

  /** One trial, {@code at} after the common start. */
  record Slot(Duration at, ProbeSpec probe, int trial) {}

  static List<Slot> of(List<ProbeSpec> probes, Duration spacing, RandomGenerator random) {
    return byTarget(probes).stream()
        .flatMap(target -> spaced(target, spacing, random).stream())
        .toList();
  }

  private static Collection<List<ProbeSpec>> byTarget(List<ProbeSpec> probes) {
    Map<String, List<ProbeSpec>> targets = new LinkedHashMap<>();
    probes.forEach(
        probe -> targets.computeIfAbsent(probe.target(), name -> new ArrayList<>()).add(probe));
    return targets.values();
  }

  private static List<Slot> spaced(
      List<ProbeSpec> probes, Duration spacing, RandomGenerator random) {
    var slots = new ArrayList<Slot>();
    for (var turn : turns(probes, random)) {
      slots.add(new Slot(spacing.multipliedBy(slots.size()), turn.probe(), turn.trial()));
    }
    return slots;
  }

  private static List<Slot> turns(List<ProbeSpec> probes, RandomGenerator random) {
    int most = probes.stream().mapToInt(ProbeSpec::trials).max().orElse(0);
    var turns = new ArrayList<Slot>();
    for (int trial = 1; trial <= most; trial++) {
      turns.addAll(turn(probes, trial, random));
    }
    return turns;
  }

  private static List<Slot> turn(List<ProbeSpec> probes, int trial, RandomGenerator random) {
    var order = new ArrayList<>(probes);
    Collections.shuffle(order, java.util.Random.from(random));
    if (trial == 1) {
      order.sort((left, right) -> Boolean.compare(triggers(left), triggers(right)));
    }
    return order.stream()
        .filter(probe -> trial <= probe.trials())
        .map(probe -> new Slot(Duration.ZERO, probe, trial))
        .toList();
  }

  /**
   * Whether the probe sends the real name, which may make a box block whatever follows for a while.
   */
  private static boolean triggers(ProbeSpec probe) {
    return probe.arm() != Arm.CONTROL_SNI && probe.arm() != Arm.NO_SNI;
  }
}
