package dev.parallax.evaluate.study;

import dev.parallax.attribution.Attribution;
import dev.parallax.evaluate.network.SeededRandom;
import dev.parallax.evaluate.report.EvaluationTables;
import dev.parallax.evaluate.run.Population;
import dev.parallax.evaluate.world.WorldDraw;
import dev.parallax.model.observation.Observation;
import dev.parallax.model.plan.Arm;
import dev.parallax.model.plan.ArmInputs;
import dev.parallax.model.plan.ArmProbes;
import dev.parallax.model.plan.ProbeSpec;
import dev.parallax.model.sweep.Sweep;
import dev.parallax.model.vantage.Vantage;
import dev.parallax.model.vantage.VantageId;
import dev.parallax.model.verdict.NextProbe;
import dev.parallax.model.verdict.Verdict;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The information gain of one more arm after round 1: of the arm that the verdict suggests, at the
 * suggested vantages; of an arm drawn at random, and of the first of a fixed order, both at every
 * vantage. In bits and handshakes.
 */
final class NextArmValue {
  private static final double OPEN = 0.05;

  /** In ascending order of cost, as without any knowledge. */
  private static final List<Arm> ORDER =
      List.of(
          Arm.DELAYED_HELLO,
          Arm.PINNED_ADDRESS,
          Arm.TLS12,
          Arm.BIG_HELLO,
          Arm.OTHER_PORT,
          Arm.REAL_SNI_AT_NEUTRAL,
          Arm.PEER_ADDRESSES,
          Arm.PLAIN_HTTP,
          Arm.TLS13,
          Arm.SIBLING_ADDRESS,
          Arm.SMALL_HELLO,
          Arm.BROWSER_HELLO,
          Arm.SPLIT_HELLO,
          Arm.ECH_GREASE,
          Arm.DIRECT_IP,
          Arm.CLIENT_CERTIFICATE,
          Arm.ICMP_ECHO);

  private final Population population;
  private final long seed;
  private final List<Gain> suggested = new ArrayList<>();
  private final List<Gain> random = new ArrayList<>();
  private final List<Gain> fixed = new ArrayList<>();

  private record Gain(double bits, int handshakes) {}

  NextArmValue(Population population, long seed) {
    this.population = population;
    this.seed = seed;
  }

  void take(int index) {
    var look = population.simulation(seed, index).firstLook();
    var verdict = first(look);
    double open = entropy(verdict);
    var can = ORDER.stream().filter(arm -> !probes(look, arm).isEmpty()).toList();
    var next = suggestion(verdict, can);
    if (open < OPEN || next.isEmpty()) {
      return;
    }
    suggested.add(after(index, open, next.get().arm(), Set.copyOf(next.get().vantages())));
    random.add(after(index, open, SeededRandom.of(seed, index).pick(can), everyone(look)));
    fixed.add(after(index, open, can.getFirst(), everyone(look)));
  }

  private static Set<VantageId> everyone(Sweep look) {
    return look.vantages().stream().map(Vantage::id).collect(Collectors.toSet());
  }

  private static Optional<NextProbe> suggestion(Verdict verdict, List<Arm> can) {
    return verdict.nextProbes().stream()
        .filter(next -> !next.vantages().isEmpty() && can.contains(next.arm()))
        .findFirst();
  }

  private Gain after(int index, double open, Arm arm, Set<VantageId> where) {
    var simulation = population.simulation(seed, index);
    var look = simulation.firstLook();
    var sweep = simulation.andThen(probes(look, arm), where);
    return new Gain(open - entropy(first(sweep)), sweep.rounds().getLast().handshakes());
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

  /** The remaining mass counts as one further cause. */
  private static double entropy(Verdict verdict) {
    double bits = 0;
    double left = 1;
    for (var candidate : verdict.credibleSet()) {
      bits += bits(candidate.probability());
      left -= candidate.probability();
    }
    return bits + bits(left);
  }

  private static double bits(double share) {
    return share <= 1e-12 ? 0 : -share * StrictMath.log(share) / StrictMath.log(2);
  }

  void print(EvaluationTables out) {
    out.line(
        "one more arm (%d open)    suggested %s; drawn %s; first of a fixed order %s",
        suggested.size(), mean(suggested), mean(random), mean(fixed));
  }

  private static String mean(List<Gain> statements) {
    return "%.3f bits by %.0f handshakes"
        .formatted(
            statements.stream().mapToDouble(Gain::bits).average().orElse(0),
            statements.stream().mapToInt(Gain::handshakes).average().orElse(0));
  }
}
