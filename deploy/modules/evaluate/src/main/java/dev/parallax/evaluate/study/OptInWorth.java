package dev.parallax.evaluate.study;

import dev.parallax.evaluate.method.AttributionMethod;
import dev.parallax.evaluate.method.ParallaxMethod;
import dev.parallax.evaluate.report.EvaluationTables;
import dev.parallax.evaluate.run.EvaluationOptions;
import dev.parallax.evaluate.run.EvaluationRun;
import dev.parallax.evaluate.run.Population;
import dev.parallax.evaluate.score.MethodScores;
import dev.parallax.evaluate.score.SweepScore;
import dev.parallax.evaluate.world.SimulatedWorld;
import dev.parallax.model.plan.Arm;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/**
 * What the opt-ins of the hosts' owners are worth: the same sweeps, all with a server of the
 * operator's own, after no owner or every owner gave them.
 */
public final class OptInWorth {
  private static final List<Set<Arm>> OPT_INS =
      List.of(
          Set.of(),
          Set.of(Arm.REAL_SNI_AT_NEUTRAL),
          Set.of(Arm.TTL_WALK),
          Set.of(Arm.REAL_SNI_AT_NEUTRAL, Arm.TTL_WALK));

  private final EvaluationOptions options;
  private final EvaluationTables out;

  public OptInWorth(EvaluationOptions options, EvaluationTables out) {
    this.options = options;
    this.out = out;
  }

  /** Prints a row for each set of opt-ins; shares are in percent of the sweeps. */
  public void run(Population population) throws InterruptedException {
    out.line("%s: %d sweeps of seed %d", population.word(), options.sweeps(), options.seed());
    out.line(
        "%-30s %7s %7s %7s %7s %12s", "opt-ins", "right", "cause", "open", "wrong", "sure, wrong");
    for (var arms : OPT_INS) {
      row(words(arms), scores(population, arms));
    }
  }

  private MethodScores scores(Population population, Set<Arm> arms) throws InterruptedException {
    List<AttributionMethod> ours = List.of(new ParallaxMethod());
    var run = new EvaluationRun(population, options.seed(), ours, world -> changed(world, arms));
    return EvaluationTables.figures(run.run(options.sweeps(), options.threads()), 0);
  }

  private static SimulatedWorld changed(SimulatedWorld world, Set<Arm> arms) {
    return world.withNeutralServer().withOptIns(arms);
  }

  private void row(String name, MethodScores scores) {
    var sure = scores.confidentWrong();
    out.line(
        "%-30s %7.1f %7.1f %7.1f %7.1f %12s",
        name,
        percent(scores, SweepScore::good),
        percent(scores, SweepScore::named),
        percent(scores, SweepScore::abstained),
        percent(scores, SweepScore::wrong),
        sure.count() + "/" + sure.all());
  }

  private static double percent(MethodScores scores, Predicate<SweepScore> holds) {
    return 100 * scores.share(holds);
  }

  private static String words(Set<Arm> arms) {
    return arms.isEmpty()
        ? "none"
        : arms.stream().sorted().map(Arm::word).collect(Collectors.joining(", "));
  }
}
