package dev.parallax.agent.plan;

import dev.parallax.model.plan.Arm;
import dev.parallax.model.plan.ProbeSpec;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Random;
import java.util.random.RandomGenerator;

/**
 * The trials at one target in order: at a fixed spacing, controls first, then the arms interleaved
 * trial by trial, in a random order for each vantage. Generated turn by turn. Not safe for use by
 * several threads.
 */
final class Timeline implements Iterator<Schedule.Slot> {
  private final List<ProbeSpec> probes;
  private final Duration spacing;
  private final RandomGenerator random;
  private final int turns;
  private final Deque<ProbeSpec> turn = new ArrayDeque<>();
  private int trial;
  private long taken;

  Timeline(List<ProbeSpec> probes, Duration spacing, RandomGenerator random) {
    this.probes = List.copyOf(probes);
    this.spacing = spacing;
    this.random = random;
    this.turns = probes.stream().mapToInt(ProbeSpec::trials).max().orElse(0);
  }

  @Override
  public boolean hasNext() {
    return !turn.isEmpty() || trial < turns;
  }

  /** When the next trial starts, after the common start. */
  Duration nextAt() {
    return spacing.multipliedBy(taken);
  }

  /** The probe of the next trial. */
  ProbeSpec nextProbe() {
    if (!hasNext()) {
      throw new NoSuchElementException("every trial of this target was given");
    }
    if (turn.isEmpty()) {
      fill();
    }
    return turn.getFirst();
  }

  @Override
  public Schedule.Slot next() {
    var probe = nextProbe();
    turn.removeFirst();
    var slot = new Schedule.Slot(nextAt(), probe, trial);
    taken++;
    return slot;
  }

  /** At least one probe has as many trials as there are turns. */
  private void fill() {
    trial++;
    var order = new ArrayList<>(probes);
    Collections.shuffle(order, Random.from(random));
    if (trial == 1) {
      order.sort((left, right) -> Boolean.compare(triggers(left), triggers(right)));
    }
    order.stream().filter(probe -> trial <= probe.trials()).forEach(turn::addLast);
  }

  /** Whether the probe sends the real name, which may cause residual blocking. */
  private static boolean triggers(ProbeSpec probe) {
    return probe.arm() != Arm.CONTROL_SNI && probe.arm() != Arm.NO_SNI;
  }
}
