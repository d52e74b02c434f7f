package dev.parallax.evaluate.method;

import dev.parallax.attribution.Attribution;
import dev.parallax.evaluate.score.Claim;
import dev.parallax.evaluate.score.MethodJudgement;
import dev.parallax.model.sweep.Sweep;
import dev.parallax.model.sweep.TargetResults;
import dev.parallax.model.vantage.Vantage;
import dev.parallax.model.vantage.VantageId;
import dev.parallax.model.verdict.Verdict;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.BiFunction;

/** The attribution as shipped, complete or with a part disabled. */
public final class ParallaxMethod implements AttributionMethod {
  private final String name;
  private final BiFunction<Sweep, TargetResults, List<Verdict>> attribution;

  public ParallaxMethod() {
    this("ours", (sweep, results) -> Attribution.attribute(sweep, results).verdicts());
  }

  ParallaxMethod(String name, BiFunction<Sweep, TargetResults, List<Verdict>> attribution) {
    this.name = name;
    this.attribution = attribution;
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public MethodJudgement judge(Sweep sweep, TargetResults results) {
    return new MethodJudgement(
        attribution.apply(sweep, results).stream()
            .map(verdict -> statement(sweep, verdict))
            .toList());
  }

  private static MethodJudgement.Statement statement(Sweep sweep, Verdict verdict) {
    return new MethodJudgement.Statement(
        new Claim(verdict.blame(), verdict.segment()),
        verdict.hypothesis(),
        verdict.probability(),
        verdict.grade(),
        networks(sweep, new HashSet<>(verdict.explains())));
  }

  private static int networks(Sweep sweep, Set<VantageId> explained) {
    return (int)
        sweep.vantages().stream()
            .filter(vantage -> explained.contains(vantage.id()))
            .map(Vantage::network)
            .distinct()
            .count();
  }
}
