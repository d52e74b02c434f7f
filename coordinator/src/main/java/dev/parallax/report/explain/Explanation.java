package dev.parallax.report.explain;

import dev.parallax.model.Arm;
import dev.parallax.model.Candidate;
import dev.parallax.model.Cause;
import dev.parallax.model.Evidence;
import dev.parallax.model.Observation;
import dev.parallax.model.TargetVerdicts;
import dev.parallax.model.Vantage;
import dev.parallax.model.VantageId;
import dev.parallax.model.Verdict;
import dev.parallax.report.facts.ObservationGrid;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * Why one verdict stands: what was weighed, what was not, and what would have brought it down.
 *
 * @param against the explanation the evidence was weighed against; absent when the credible set
 *     holds no other
 * @param supports evidence that is likelier under the verdict, loudest first
 * @param opposes evidence that is likelier under the other, loudest first
 * @param context what was seen and is as likely under either
 * @param tests what would have refuted it, and whether it was looked for
 * @param unexplained vantages at which the base probe fails and which no verdict on the target
 *     explains
 */
public record Explanation(
    Verdict verdict,
    Optional<Candidate> against,
    List<Evidence> supports,
    List<Evidence> opposes,
    List<Evidence> context,
    List<RefutationOutcome> tests,
    List<VantageId> unexplained) {
  /** A likelihood ratio nearer to 1 than 1.05 tells nothing. */
  private static final double SILENCE = 0.05;

  private static final Comparator<Evidence> LOUDEST =
      Comparator.comparingDouble((Evidence one) -> Math.abs(one.weight())).reversed();

  public static List<Explanation> of(ObservationGrid grid, TargetVerdicts judged) {
    return judged.verdicts().stream().map(verdict -> of(grid, judged, verdict)).toList();
  }

  private static Explanation of(ObservationGrid grid, TargetVerdicts judged, Verdict verdict) {
    return new Explanation(
        verdict,
        against(verdict),
        weighed(verdict, 1),
        weighed(verdict, -1),
        verdict.evidence().stream().filter(one -> side(one) == 0).toList(),
        leading(verdict).map(new RefutationSearch(grid, verdict)::of).orElse(List.of()),
        unexplained(grid, judged));
  }

  /** The cause that is named, else the one that leads. */
  static Optional<Cause> leading(Verdict verdict) {
    return verdict
        .hypothesis()
        .or(() -> verdict.credibleSet().stream().map(Candidate::hypothesis).findFirst());
  }

  private static List<Evidence> weighed(Verdict verdict, int side) {
    return verdict.evidence().stream().filter(one -> side(one) == side).sorted(LOUDEST).toList();
  }

  private static int side(Evidence evidence) {
    return Math.abs(evidence.weight()) < SILENCE || Double.isNaN(evidence.weight())
        ? 0
        : (int) Math.signum(evidence.weight());
  }

  /** The most probable that would blame somebody else, else that names another cause or scope. */
  private static Optional<Candidate> against(Verdict verdict) {
    var leading = leading(verdict);
    var others =
        verdict.credibleSet().stream()
            .filter(one -> leading.filter(one.hypothesis()::equals).isEmpty())
            .toList();
    return others.stream()
        .filter(
            one -> leading.filter(cause -> cause.family() == one.hypothesis().family()).isEmpty())
        .findFirst()
        .or(() -> others.stream().findFirst())
        .or(() -> verdict.credibleSet().stream().skip(1).findFirst());
  }

  private static List<VantageId> unexplained(ObservationGrid grid, TargetVerdicts judged) {
    return grid.vantages().stream()
        .map(Vantage::id)
        .filter(id -> judged.verdicts().stream().noneMatch(one -> one.explains().contains(id)))
        .filter(id -> mostlyFails(grid.ran(id, Arm.BASE)))
        .sorted()
        .toList();
  }

  private static boolean mostlyFails(List<Observation> trials) {
    return trials.stream().filter(trial -> !trial.ok()).count() * 2 > trials.size();
  }
}
