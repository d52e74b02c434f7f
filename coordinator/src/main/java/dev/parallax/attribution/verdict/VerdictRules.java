package dev.parallax.attribution.verdict;

import dev.parallax.attribution.comparison.ComparedVantage;
import dev.parallax.attribution.comparison.Comparison;
import dev.parallax.attribution.explain.cut.AnswerCutFinding;
import dev.parallax.attribution.explain.target.ContentFindings;
import dev.parallax.attribution.explain.target.RedirectFindings;
import dev.parallax.attribution.hypothesis.AffectedVantages;
import dev.parallax.attribution.hypothesis.BlameAssignment;
import dev.parallax.attribution.hypothesis.Hypothesis;
import dev.parallax.attribution.inference.HypothesisPosterior;
import dev.parallax.attribution.inference.Posterior;
import dev.parallax.attribution.symptom.TargetTrials;
import dev.parallax.attribution.witness.Retransmissions;
import dev.parallax.model.verdict.Blame;
import dev.parallax.model.verdict.Cause;
import dev.parallax.model.verdict.NextProbe;
import dev.parallax.model.verdict.NextProbe.Why;
import dev.parallax.model.verdict.Scope;
import dev.parallax.model.verdict.Segment;
import dev.parallax.model.verdict.Verdict;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Turns the posterior of one cause into a verdict, or into the list of missing evidence. */
public final class VerdictRules {
  private final VerdictInputs inputs;
  private final Fit fit;

  /** Whether a verdict that leaves too much unexplained is withheld. */
  public enum Fit {
    CHECKED,
    TAKEN
  }

  /**
   * @param second the other cause at work, when there are two
   */
  public VerdictRules(
      TargetTrials trials,
      Comparison table,
      Posterior posterior,
      Optional<Hypothesis> second,
      Fit fit) {
    this.inputs = new VerdictInputs(trials, table, CredibleSet.of(posterior), second);
    this.fit = fit;
  }

  /** The verdict, with its place among the verdicts on the target. */
  public RankedVerdict ranked() {
    return RankedVerdict.onTarget(verdict(), Optional.ofNullable(inputs.leading().hypothesis()));
  }

  private Verdict verdict() {
    var fault = agreed();
    if (fault.isEmpty() || (fit == Fit.CHECKED && leavesTooMuchOpen())) {
      return InconclusiveVerdict.of(inputs, List.of());
    }
    var missing = missing(fault.get());
    if (!missing.isEmpty()) {
      return InconclusiveVerdict.of(inputs, missing);
    }
    if (fit == Fit.CHECKED && isMovedByTime()) {
      return InconclusiveVerdict.of(
          inputs, List.of(EvidenceFloors.needs(Why.NEEDS_MORE_TRIALS, Map.of("trials", "20"))));
    }
    if (fault.get().blame() != Blame.HEALTHY) {
      return BlamingVerdict.of(inputs, fault.get());
    }
    if (fit == Fit.CHECKED && isContentDivided()) {
      return InconclusiveVerdict.of(
          inputs, List.of(EvidenceFloors.needs(Why.NEEDS_ELSEWHERE, Map.of())));
    }
    if (fit == Fit.CHECKED && isPageLost()) {
      return InconclusiveVerdict.of(inputs, List.of());
    }
    return fit == Fit.CHECKED && isUnwellSomewhere()
        ? InconclusiveVerdict.of(
            inputs, List.of(EvidenceFloors.needs(Why.NEEDS_MORE_TRIALS, Map.of("trials", "20"))))
        : HealthyVerdict.of(inputs);
  }

  /** Base passes, and visitors get no page: behind a redirect, or after a part of its bytes. */
  private boolean isPageLost() {
    return RedirectFindings.leadNowhere(inputs.table().rows())
        || AnswerCutFinding.isWidespread(inputs.table().rows());
  }

  /** A vantage whose failures or retransmissions are too many to be chance. */
  private boolean isUnwellSomewhere() {
    var rows = inputs.table().rows();
    var vantages = rows.stream().map(ComparedVantage::vantage).toList();
    return vantages.stream().anyMatch(Retransmissions.of(vantages)::excludeHealth)
        || FailingHalf.anywhere(rows);
  }

  /** The outcomes have an order that the leading cause does not predict. */
  private boolean isMovedByTime() {
    return OutcomeTrend.against(inputs.leading().hypothesis(), inputs.table()).isPresent();
  }

  private boolean isContentDivided() {
    return ContentFindings.divided(inputs.trials().target(), inputs.table().rows()).isPresent();
  }

  /** More vantages fail for good that it does not account for than it accounts for. */
  private boolean leavesTooMuchOpen() {
    var hypothesis = inputs.leading().hypothesis();
    var explained =
        hypothesis == null ? List.<ComparedVantage>of() : AffectedVantages.by(hypothesis);
    var bySecond = inputs.affectedBySecond();
    var open =
        inputs.table().rows().stream()
            .filter(ComparedVantage::failsForGood)
            .filter(row -> !explained.contains(row) && !bySecond.contains(row))
            .count();
    return open > explained.size();
  }

  /** The blame that all credible causes share; empty without a common blame. */
  private Optional<BlameAssignment> agreed() {
    var faults =
        inputs.beliefs().members().stream()
            .filter(belief -> !isTheMachineOfANetwork(belief))
            .map(belief -> BlameAssignment.of(belief.hypothesis()))
            .distinct()
            .toList();
    var blames = faults.stream().map(BlameAssignment::blame).distinct().toList();
    if (inputs.beliefs().isOneCauseOnTheWay()) {
      return Optional.of(onTheWay(faults));
    }
    if (blames.size() > 1 || blames.getFirst() == Blame.INCONCLUSIVE) {
      return Optional.empty();
    }
    return Optional.of(
        faults.size() == 1
            ? faults.getFirst()
            : new BlameAssignment(blames.getFirst(), Optional.<Segment>empty()));
  }

  /** One cause whose scope is open: the smaller claim, with the segment when it is common. */
  private static BlameAssignment onTheWay(List<BlameAssignment> faults) {
    var segments = faults.stream().map(BlameAssignment::segment).distinct().toList();
    var blames = faults.stream().map(BlameAssignment::blame).distinct().toList();
    return new BlameAssignment(
        blames.size() == 1 ? blames.getFirst() : Blame.PATH,
        segments.size() == 1 ? segments.getFirst() : Optional.empty());
  }

  /** With one agent on a network its host stays in the credible set and is not blamed. */
  private boolean isTheMachineOfANetwork(HypothesisPosterior belief) {
    var leading = inputs.leading();
    return belief.id() == Cause.LOCAL_INTERCEPTION
        && inputs.leadingBlame().blame() == Blame.PATH
        && leading.name().scope().attribute() == Scope.Attribute.NETWORK
        && leading.name().scope().vantages().equals(belief.name().scope().vantages());
  }

  private List<NextProbe> missing(BlameAssignment fault) {
    var answered = EvidenceFloors.answered(inputs.table());
    var hypothesis = inputs.leading().hypothesis();
    return !answered.isEmpty() || hypothesis == null
        ? answered
        : new EvidenceFloors(inputs.table(), hypothesis).missing(fault);
  }
}
