package dev.parallax.evaluate.speed;

import dev.parallax.attribution.Attribution;
import dev.parallax.evaluate.network.FleetDraw;
import dev.parallax.evaluate.network.NoiseLevel;
import dev.parallax.evaluate.network.SeededRandom;
import dev.parallax.evaluate.simulate.Simulation;
import dev.parallax.evaluate.world.SimulatedWorld;
import dev.parallax.evaluate.world.WorldDraw;
import dev.parallax.evaluate.world.WorldMix;
import dev.parallax.model.plan.Arm;
import dev.parallax.model.plan.ArmInputs;
import dev.parallax.model.plan.ArmProbes;
import dev.parallax.model.plan.ProbeSpec;
import dev.parallax.model.sweep.Sweep;
import dev.parallax.model.verdict.Cause;
import dev.parallax.sweep.Planning;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * Times attribution and the choice of the next round on large sweeps, on one thread, and prints a
 * line for each repetition: the measured function, observations, nanoseconds of CPU. Called by
 * {@code deploy/bench speed} in a process of its own.
 */
public final class SpeedRun {
  private static final int WARM = 8;
  private static final int REPETITIONS = 15;
  private static final int TRIALS = 5;
  private static final long SEED = 7;

  /** CPU time of the thread: other work on the machine does not count. */
  private static final ThreadMXBean CPU = ManagementFactory.getThreadMXBean();

  /** With base, control and no name from the first look, twelve. */
  private static final List<Arm> NINE =
      List.of(
          Arm.DELAYED_HELLO,
          Arm.PINNED_ADDRESS,
          Arm.TLS12,
          Arm.TLS13,
          Arm.BIG_HELLO,
          Arm.BROWSER_HELLO,
          Arm.SMALL_HELLO,
          Arm.PLAIN_HTTP,
          Arm.QUIC);

  private SpeedRun() {}

  /** Takes no arguments. */
  public static void main(String... none) {
    for (int vantages : new int[] {15, 50, 150, 500, 1_500}) {
      var sweep = sweep(vantages);
      time("growth", sweep, () -> Attribution.attribute(sweep));
    }
    var large = sweep(1_000);
    time("verdict", large, () -> Attribution.attribute(large));
    var world = world(1_000);
    var look = new Simulation(world, SeededRandom.of(SEED, 2)).firstLook();
    var planning = new Planning(world.settings().sweep());
    time("next", look, () -> planning.next(world.settings().request(), look));
    System.out.println("end");
  }

  private static void time(String what, Sweep sweep, Supplier<?> work) {
    int observations = sweep.targets().getFirst().observations().size();
    long sink = 0;
    for (int i = 0; i < WARM + REPETITIONS; i++) {
      long start = CPU.getCurrentThreadCpuTime();
      sink += work.get().hashCode();
      long took = CPU.getCurrentThreadCpuTime() - start;
      if (i >= WARM) {
        System.out.println(what + " " + observations + " " + took);
      }
    }
    System.out.println("# " + sink);
  }

  /** A filter of one region with ordinary noise, one address, every vantage of the region. */
  static SimulatedWorld world(int vantages) {
    var shape = new FleetDraw.Shape(vantages, vantages, 0.9, 1, 0.25, false);
    var mix = new WorldMix(0, 1, 0, 0, 0, 0, false, NoiseLevel.USUAL, shape);
    long index = 0;
    while (true) {
      var world = new WorldDraw(SeededRandom.of(SEED, index++), mix).world();
      boolean filter = world.faults().getFirst().id() == Cause.SNI_FILTER;
      if (filter && world.site().addresses().size() == 1) {
        return world;
      }
    }
  }

  private static Sweep sweep(int vantages) {
    var simulation = new Simulation(world(vantages), SeededRandom.of(SEED, 1));
    var look = simulation.firstLook();
    return simulation.andThen(nine(look));
  }

  private static List<ProbeSpec> nine(Sweep look) {
    var results = look.targets().getFirst();
    var address =
        results.observations().stream()
            .filter(seen -> seen.key().arm() == Arm.BASE)
            .flatMap(seen -> seen.key().address().stream())
            .limit(1)
            .toList();
    var known =
        new ArmInputs(
            "www.example.com", address, Optional.empty(), List.of(), ArmInputs.USUAL_HOPS);
    var arms = new ArmProbes(results.target(), known);
    var probes = new ArrayList<ProbeSpec>();
    NINE.forEach(
        arm -> arms.of(arm).forEach(spec -> probes.add(spec.but().trials(TRIALS).build())));
    return probes;
  }
}
