package dev.parallax.evaluate.study;

import dev.parallax.attribution.Attribution;
import dev.parallax.evaluate.network.SeededRandom;
import dev.parallax.evaluate.report.EvaluationTables;
import dev.parallax.evaluate.run.EvaluationOptions;
import dev.parallax.evaluate.run.Population;
import dev.parallax.evaluate.run.SimulatedSweep;
import dev.parallax.evaluate.score.Claim;
import dev.parallax.evaluate.score.Quantile;
import dev.parallax.model.observation.Observation;
import dev.parallax.model.plan.Arm;
import dev.parallax.model.sweep.Round;
import dev.parallax.model.sweep.Sweep;
import dev.parallax.model.vantage.VantageId;
import dev.parallax.model.verdict.Evidence;
import dev.parallax.model.verdict.Verdict;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;

/**
 * The cost and the evidence of a verdict: the handshakes until the verdict was final, and whether
 * the verdict depends on the evidence that it names.
 */
public final class EvidenceDepth {
  private final EvaluationOptions options;
  private final EvaluationTables out;
  private final List<Integer> handshakes = new ArrayList<>();
  private final List<Double> seconds = new ArrayList<>();
  private int explained;
  private int movedByEvidence;
  private int movedByOthers;

  public EvidenceDepth(EvaluationOptions options, EvaluationTables out) {
    this.options = options;
    this.out = out;
  }

  public void run(Population population) {
    var next = new NextArmValue(population, options.seed());
    for (int i = 0; i < options.sweeps(); i++) {
      var sweep = population.draw(options.seed(), i);
      cost(sweep);
      faithful(sweep);
      next.take(i);
    }
    out.line("%s: %d sweeps of seed %d", population.word(), options.sweeps(), options.seed());
    out.line(
        "until the verdict stood   median %.0f handshakes, %.1f s; nine in ten %.0f handshakes,"
            + " %.1f s",
        Quantile.of(handshakes, 0.5),
        Quantile.of(seconds, 0.5),
        Quantile.of(handshakes, 0.9),
        Quantile.of(seconds, 0.9));
    out.line(
        "explanations              without the vantages its first evidence names %.1f%% of %d"
            + " verdicts move, without as many others %.1f%%",
        percent(movedByEvidence), explained, percent(movedByOthers));
    next.print(out);
  }

  private double percent(int count) {
    return explained == 0 ? 0 : 100.0 * count / explained;
  }

  private static Verdict first(Sweep sweep) {
    return Attribution.attribute(sweep, sweep.targets().getFirst()).verdicts().getFirst();
  }

  private static Claim claim(Sweep sweep) {
    var verdict = first(sweep);
    return new Claim(verdict.blame(), verdict.segment());
  }

  /** The first round after which the verdict is that of the last round. */
  private void cost(SimulatedSweep sweep) {
    var rounds = sweep.sweep().rounds();
    var last = claim(sweep.sweep());
    int stood = rounds.size();
    while (stood > 1 && claim(until(sweep.sweep(), stood - 1)).equals(last)) {
      stood--;
    }
    handshakes.add(rounds.stream().limit(stood).mapToInt(Round::handshakes).sum());
    seconds.add(sweep.ends().get(stood - 1));
  }

  private static Sweep until(Sweep sweep, int round) {
    var kept = keep(sweep, seen -> seen.key().round() <= round);
    return new Sweep(
        kept.id(),
        kept.startedAt(),
        kept.took(),
        false,
        kept.vantages(),
        kept.rounds().subList(0, round),
        kept.coverage(),
        kept.targets());
  }

  private static Sweep keep(Sweep sweep, Predicate<Observation> keeps) {
    return sweep.withTargets(
        sweep.targets().stream()
            .map(it -> it.with(it.observations().stream().filter(keeps).toList()))
            .toList());
  }

  /** An explanation is faithful when its verdict changes without the named evidence. */
  private void faithful(SimulatedSweep sweep) {
    var verdict = first(sweep.sweep());
    var named =
        verdict.evidence().stream()
            .map(Evidence::failing)
            .filter(failing -> !failing.isEmpty())
            .findFirst();
    var otherVantages = sweep.sweep().vantages().stream().map(it -> it.id()).toList();
    if (named.isEmpty() || named.get().size() * 2 > otherVantages.size()) {
      return;
    }
    var rest = new ArrayList<>(otherVantages);
    rest.removeAll(named.get());
    var draw = SeededRandom.of(options.seed(), sweep.index());
    var vantages = new HashSet<>(draw.subset(rest, named.get().size(), 0));
    explained++;
    movedByEvidence += moves(sweep, new HashSet<>(named.get())) ? 1 : 0;
    movedByOthers += moves(sweep, vantages) ? 1 : 0;
  }

  private static boolean moves(SimulatedSweep sweep, Set<VantageId> without) {
    var less =
        keep(
            sweep.sweep(),
            seen -> !without.contains(seen.key().vantage()) || seen.key().arm() == Arm.REFERENCE);
    return !claim(less).equals(claim(sweep.sweep()));
  }
}
