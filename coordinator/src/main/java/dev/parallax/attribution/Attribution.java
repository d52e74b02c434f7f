package dev.parallax.attribution;

import dev.parallax.attribution.comparison.Comparison;
import dev.parallax.attribution.history.HistoryFindings;
import dev.parallax.attribution.hypothesis.AffectedVantages;
import dev.parallax.attribution.hypothesis.Hypothesis;
import dev.parallax.attribution.hypothesis.UnlabelledRest;
import dev.parallax.attribution.inference.Posterior;
import dev.parallax.attribution.inference.SweepAnalysis;
import dev.parallax.attribution.symptom.TargetTrials;
import dev.parallax.attribution.verdict.ControlRules;
import dev.parallax.attribution.verdict.RankedVerdict;
import dev.parallax.attribution.verdict.UnmeasuredVerdict;
import dev.parallax.attribution.verdict.VantageVerdicts;
import dev.parallax.attribution.verdict.VerdictRules;
import dev.parallax.model.sweep.Sweep;
import dev.parallax.model.sweep.TargetResults;
import dev.parallax.model.verdict.Blame;
import dev.parallax.model.verdict.TargetVerdicts;
import dev.parallax.model.verdict.Verdict;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * From the observations of all vantages to the blame. Pure: the same sweep always gives the same
 * verdicts, whatever the order of its observations, and no sweep causes an exception.
 *
 * <p>Faulty vantages are excluded first, so that their failures do not count against the target;
 * {@link Posterior} computes the posterior of the rest, and {@link VerdictRules} turns it into
 * verdicts.
 */
public final class Attribution {
  private Attribution() {}

  /** One entry for each target, in the order of {@link Sweep#targets()}. */
  public static List<TargetVerdicts> attribute(Sweep sweep) {
    return sweep.targets().stream().map(results -> attribute(sweep, results)).toList();
  }

  /** The verdicts on one target, in the order of {@link RankedVerdict}. */
  public static TargetVerdicts attribute(Sweep sweep, TargetResults results) {
    var study = SweepAnalysis.of(sweep, results);
    return attribute(results, study, study.posterior(), VerdictRules.Fit.CHECKED);
  }

  /**
   * As if the list of causes were complete: without the unknown cause and without abstention on a
   * poor fit. For the evaluation of both only.
   */
  public static TargetVerdicts attributeUnchecked(Sweep sweep, TargetResults results) {
    var study = SweepAnalysis.of(sweep, results);
    return attribute(results, study, study.posterior().closed(), VerdictRules.Fit.TAKEN);
  }

  private static TargetVerdicts attribute(
      TargetResults results, SweepAnalysis study, Posterior posterior, VerdictRules.Fit fit) {
    if (study.scene().vantages().isEmpty()) {
      return new TargetVerdicts(
          results.target(),
          List.of(ControlRules.apply(study, UnmeasuredVerdict.of(study.scene()))));
    }
    var table = study.table();
    var verdicts = new ArrayList<>(onTarget(study.well(), table, posterior, fit));
    var own = VantageVerdicts.verdicts(study.scene(), table, posterior.best(), study.ill());
    if (!own.isEmpty() && nothingSaid(verdicts, table)) {
      verdicts.clear();
    }
    own.forEach(verdict -> verdicts.add(RankedVerdict.onVantage(verdict)));
    verdicts.sort(RankedVerdict.ORDER);
    var judged = verdicts.stream().map(ranked -> ControlRules.apply(study, ranked.verdict()));
    return new TargetVerdicts(results.target(), withHistory(judged.toList(), results, study));
  }

  /** What the history says is told once, with the first verdict. */
  private static List<Verdict> withHistory(
      List<Verdict> verdicts, TargetResults results, SweepAnalysis study) {
    var faulty =
        study.ill().stream().map(fault -> fault.vantage().id()).collect(Collectors.toSet());
    var found = HistoryFindings.of(study.scene().vantages(), faulty, results.history());
    if (found.isEmpty()) {
      return verdicts;
    }
    var all = new ArrayList<>(verdicts);
    var first = all.removeFirst();
    var evidence = Stream.concat(first.evidence().stream(), found.stream()).toList();
    all.addFirst(first.with(first.grade(), evidence));
    return all;
  }

  /** With a faulty vantage, "the others are fine" or "no other vantage failed" needs no verdict. */
  private static boolean nothingSaid(List<RankedVerdict> verdicts, Comparison table) {
    return verdicts.stream().allMatch(ranked -> ranked.verdict().blame() == Blame.HEALTHY)
        || table.failing().isEmpty();
  }

  /** The cause beside this hypothesis explains nothing that needs a verdict. */
  private static boolean isNoCauseOfItsOwn(
      Comparison table, Hypothesis hypothesis, List<Hypothesis> hypotheses) {
    return hypotheses.stream()
        .filter(other -> !other.equals(hypothesis))
        .anyMatch(
            other ->
                (other.unknown() && AffectedVantages.allFailing(table, hypotheses))
                    || UnlabelledRest.isRest(other, hypothesis));
  }

  private static List<RankedVerdict> onTarget(
      TargetTrials scene, Comparison table, Posterior posterior, VerdictRules.Fit fit) {
    var hypotheses = posterior.best().hypotheses();
    if (hypotheses.stream().map(Hypothesis::name).distinct().count() < 2) {
      var rules = new VerdictRules(scene, table, posterior, Optional.empty(), fit);
      return List.of(rules.ranked());
    }
    var verdicts = new ArrayList<RankedVerdict>();
    for (var hypothesis : hypotheses) {
      if (isNoCauseOfItsOwn(table, hypothesis, hypotheses)) {
        continue;
      }
      var otherPosterior = posterior.given(hypothesis.name());
      verdicts.add(
          new VerdictRules(scene, table, otherPosterior, Optional.of(hypothesis), fit).ranked());
    }
    return verdicts;
  }
}
