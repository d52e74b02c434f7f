package dev.parallax.evaluate;

import dev.parallax.attribution.Attribution;
import dev.parallax.model.Arm;
import dev.parallax.model.ArmInputs;
import dev.parallax.model.ArmProbes;
import dev.parallax.model.NextProbe;
import dev.parallax.model.Observation;
import dev.parallax.model.ProbeSpec;
import dev.parallax.model.Sweep;
import dev.parallax.model.Verdict;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What one more arm tells after the first look: the one the verdict suggests, one drawn from those
 * that could be run, and the first of a fixed order; in bits of what was open.
 */
final class NextArm {
  private static final double OPEN = 0.05;

  /** Cheapest first, as one would without knowing anything. */
  private static final List<Arm> ORDER =
      List.of(
          Arm.DELAYED_HELLO,
          Arm.PINNED_ADDRESS,
          Arm.TLS12,
          Arm.BIG_HELLO,
          Arm.OTHER_PORT,
          Arm.REAL_SNI_AT_NEUTRAL);

  private final Population population;
  private final long seed;
  private final List<Double> suggested = new ArrayList<>();
  private final List<Double> random = new ArrayList<>();
  private final List<Double> fixed = new ArrayList<>();

  NextArm(Population population, long seed) {
    this.population = population;
    this.seed = seed;
  }

  void take(int index) {
    var look = population.simulation(seed, index).firstLook();
    var verdict = first(look);
    double open = entropy(verdict);
    var can = ORDER.stream().filter(arm -> !probes(look, arm).isEmpty()).toList();
    var arm = suggestion(verdict).filter(can::contains);
    if (open < OPEN || arm.isEmpty()) {
      return;
    }
    suggested.add(open - after(index, arm.get()));
    random.add(open - after(index, Draw.of(seed, index).pick(can)));
    fixed.add(open - after(index, can.getFirst()));
  }

  private static Optional<Arm> suggestion(Verdict verdict) {
    return verdict.nextProbes().stream()
        .filter(next -> !next.vantages().isEmpty())
        .map(NextProbe::arm)
        .findFirst();
  }

  private double after(int index, Arm arm) {
    var simulation = population.simulation(seed, index);
    var look = simulation.firstLook();
    return entropy(first(simulation.andThen(probes(look, arm))));
  }

  private static List<ProbeSpec> probes(Sweep sweep, Arm arm) {
    var results = sweep.targets().getFirst();
    var addresses =
        results.observations().stream()
            .filter(seen -> seen.key().arm() == Arm.BASE && seen.ok())
            .map(Observation::key)
            .flatMap(key -> key.address().stream())
            .distinct()
            .limit(4)
            .toList();
    var known =
        new ArmInputs(
            "www.example.com",
            addresses,
            Optional.of(WorldDraw.NEUTRAL),
            List.of(),
            ArmInputs.USUAL_HOPS);
    return new ArmProbes(results.target(), known).of(arm);
  }

  private static Verdict first(Sweep sweep) {
    return Attribution.attribute(sweep, sweep.targets().getFirst()).verdicts().getFirst();
  }

  /** Of the causes that are still credible, what is left as one more. */
  private static double entropy(Verdict verdict) {
    double bits = 0;
    double left = 1;
    for (var one : verdict.credibleSet()) {
      bits += bits(one.probability());
      left -= one.probability();
    }
    return bits + bits(left);
  }

  private static double bits(double share) {
    return share <= 1e-12 ? 0 : -share * Math.log(share) / Math.log(2);
  }

  void print(Tables out) {
    out.line(
        "one more arm (%d open)    suggested %.3f bits, drawn %.3f, first of a fixed order %.3f",
        suggested.size(), mean(suggested), mean(random), mean(fixed));
  }

  private static double mean(List<Double> values) {
    return values.stream().mapToDouble(it -> it).average().orElse(0);
  }
}
