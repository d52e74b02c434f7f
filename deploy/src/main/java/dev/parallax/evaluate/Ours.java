package dev.parallax.evaluate;

import dev.parallax.attribution.Attribution;
import dev.parallax.model.Sweep;
import dev.parallax.model.TargetResults;
import dev.parallax.model.Verdict;

/** The attribution this project ships. */
final class Ours implements Method {
  @Override
  public String name() {
    return "ours";
  }

  @Override
  public Judgement judge(Sweep sweep, TargetResults results) {
    return judgement(Attribution.attribute(sweep, results).verdicts());
  }

  static Judgement judgement(java.util.List<Verdict> verdicts) {
    return new Judgement(verdicts.stream().map(Ours::said).toList());
  }

  private static Judgement.Said said(Verdict verdict) {
    return new Judgement.Said(
        new Claim(verdict.blame(), verdict.segment()),
        verdict.hypothesis(),
        verdict.probability(),
        verdict.explains());
  }
}
