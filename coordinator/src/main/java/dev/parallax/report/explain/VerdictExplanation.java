package dev.parallax.report.explain;

import dev.parallax.model.observation.Observation;
import dev.parallax.model.plan.Arm;
import dev.parallax.model.vantage.Vantage;
import dev.parallax.model.vantage.VantageId;
import dev.parallax.model.verdict.Candidate;
import dev.parallax.model.verdict.Cause;
import dev.parallax.model.verdict.Evidence;
import dev.parallax.model.verdict.TargetVerdicts;
import dev.parallax.model.verdict.Verdict;
import dev.parallax.report.facts.ObservationGrid;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * The explanation of a verdict: its evidence with weights, and the observations that would refute
 * it.
 *
 * @param against the alternative of the weights of evidence; absent when the credible set contains
 *     no alternative
 * @param supports evidence that is more likely under the verdict, in descending order of weight
 * @param opposes evidence that is more likely under the alternative, in descending order of weight
 * @param context findings that are equally likely under both
 * @param tests the observations that would refute it, and the outcome of the search
 * @param unexplained vantages with a failing base probe that no verdict on the target explains
 */
public record VerdictExplanation(
    Verdict verdict,
    Optional<Candidate> against,
    List<Evidence> supports,
    List<Evidence> opposes,
    List<Evidence> context,
    List<RefutationOutcome> tests,
    List<VantageId> unexplained) {
  /** A likelihood ratio nearer to 1 than 1.05 is not informative. */
  private static final double SILENCE = 0.05;

  private static final Comparator<Evidence> LOUDEST =
      Comparator.comparingDouble((Evidence evidence) -> Math.abs(evidence.weight())).reversed();

  public static List<VerdictExplanation> of(ObservationGrid grid, TargetVerdicts judged) {
    return judged.verdicts().stream().map(verdict -> of(grid, judged, verdict)).toList();
  }

  private static VerdictExplanation of(
      ObservationGrid grid, TargetVerdicts judged, Verdict verdict) {
    return new VerdictExplanation(
        verdict,
        against(verdict),
        weighed(verdict, 1),
        weighed(verdict, -1),
        verdict.evidence().stream().filter(evidence -> side(evidence) == 0).toList(),
        leading(verdict).map(new RefutationSearch(grid, verdict)::of).orElse(List.of()),
        unexplained(grid, judged));
  }

  /** The cause of the verdict, otherwise the most probable cause. */
  static Optional<Cause> leading(Verdict verdict) {
    return verdict
        .hypothesis()
        .or(() -> verdict.credibleSet().stream().map(Candidate::hypothesis).findFirst());
  }

  private static List<Evidence> weighed(Verdict verdict, int side) {
    return verdict.evidence().stream()
        .filter(evidence -> side(evidence) == side)
        .sorted(LOUDEST)
        .toList();
  }

  private static int side(Evidence evidence) {
    return Math.abs(evidence.weight()) < SILENCE || Double.isNaN(evidence.weight())
        ? 0
        : (int) Math.signum(evidence.weight());
  }

  /** The most probable candidate with another blame, otherwise with another cause or scope. */
  private static Optional<Candidate> against(Verdict verdict) {
    var leading = leading(verdict);
    var otherCandidates =
        verdict.credibleSet().stream()
            .filter(candidate -> leading.filter(candidate.hypothesis()::equals).isEmpty())
            .toList();
    return otherCandidates.stream()
        .filter(
            weighed ->
                leading.filter(cause -> cause.family() == weighed.hypothesis().family()).isEmpty())
        .findFirst()
        .or(() -> otherCandidates.stream().findFirst())
        .or(() -> verdict.credibleSet().stream().skip(1).findFirst());
  }

  private static List<VantageId> unexplained(ObservationGrid grid, TargetVerdicts judged) {
    return grid.vantages().stream()
        .map(Vantage::id)
        .filter(
            id -> judged.verdicts().stream().noneMatch(verdict -> verdict.explains().contains(id)))
        .filter(id -> mostlyFails(grid.ran(id, Arm.BASE)))
        .sorted()
        .toList();
  }

  private static boolean mostlyFails(List<Observation> trials) {
    return trials.stream().filter(trial -> !trial.ok()).count() * 2 > trials.size();
  }
}
