package dev.parallax.evaluate.score;

import dev.parallax.evaluate.fault.Fault;
import dev.parallax.evaluate.fault.PathLoss;
import dev.parallax.evaluate.world.SimulatedWorld;
import dev.parallax.model.verdict.Blame;
import dev.parallax.model.verdict.Cause;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * The score of a judgement.
 *
 * @param primary the drawn cause; N0 without a fault that showed
 * @param exact the blame and segment are the exact answer, not only indistinguishable from it
 * @param named the cause is right
 * @param lineage the hierarchical match from side to cause
 * @param complete every fault that showed has its verdict
 */
public record SweepScore(
    VerdictGrade grade,
    Cause primary,
    boolean exact,
    boolean named,
    boolean complete,
    boolean healthy,
    double probability,
    HierarchicalMatch lineage) {

  /** The grade of the first verdict. */
  public enum VerdictGrade {
    /** Right, or indistinguishable from it for this fleet. */
    RIGHT,
    /** Inconclusive, and the fault cannot be determined. */
    RIGHTLY_OPEN,
    /** Inconclusive, although the fault can be determined. */
    ABSTAINED,
    WRONG
  }

  public SweepScore with(double other) {
    return new SweepScore(grade, primary, exact, named, complete, healthy, other, lineage);
  }

  public boolean wrong() {
    return grade == VerdictGrade.WRONG;
  }

  public boolean good() {
    return grade == VerdictGrade.RIGHT || grade == VerdictGrade.RIGHTLY_OPEN;
  }

  public boolean abstained() {
    return grade == VerdictGrade.RIGHTLY_OPEN || grade == VerdictGrade.ABSTAINED;
  }

  public static SweepScore of(
      SimulatedWorld world, List<AcceptableAnswer> answers, MethodJudgement judgement) {
    var first = judgement.first();
    var primary = primary(world, answers);
    var matched = matched(answers, first.claim());
    boolean named =
        answers.isEmpty()
            ? first.claim().blame() == Blame.HEALTHY
            : answers.stream().anyMatch(answer -> names(answer, first));
    return new SweepScore(
        grade(answers, first.claim(), matched),
        primary,
        answers.isEmpty()
            ? first.claim().equals(Claim.HEALTHY)
            : answers.stream().anyMatch(it -> it.isExactly(first.claim())),
        named,
        answers.stream()
            .filter(answer -> !(answer.fault() instanceof PathLoss))
            .allMatch(answer -> found(answer, judgement)),
        answers.isEmpty(),
        first.probability(),
        HierarchicalMatch.of(answers, first));
  }

  private static boolean names(AcceptableAnswer answer, MethodJudgement.Statement statement) {
    return statement.hypothesis().map(answer.hypotheses()::contains).orElse(false);
  }

  private static boolean found(AcceptableAnswer answer, MethodJudgement judgement) {
    return judgement.statements().stream().anyMatch(it -> answer.accepts(it.claim()));
  }

  /** Of the drawn faults, the one that affected most trials. */
  private static Cause primary(SimulatedWorld world, List<AcceptableAnswer> answers) {
    return answers.stream()
        .map(AcceptableAnswer::fault)
        .max(
            Comparator.comparing((Fault fault) -> world.faults().contains(fault))
                .thenComparingInt(fault -> world.strikes(fault)))
        .map(Fault::id)
        .orElse(
            world.faults().stream().anyMatch(it -> it.id() == Cause.ANSWERS_DIFFER_BY_PLACE)
                ? Cause.ANSWERS_DIFFER_BY_PLACE
                : Cause.HEALTHY);
  }

  private static Optional<AcceptableAnswer> matched(List<AcceptableAnswer> answers, Claim claim) {
    return answers.stream().filter(answer -> answer.accepts(claim)).findFirst();
  }

  private static VerdictGrade grade(
      List<AcceptableAnswer> answers, Claim claim, Optional<AcceptableAnswer> matched) {
    if (claim.blame() == Blame.INCONCLUSIVE) {
      boolean open = !answers.isEmpty() && answers.stream().anyMatch(AcceptableAnswer::open);
      return open ? VerdictGrade.RIGHTLY_OPEN : VerdictGrade.ABSTAINED;
    }
    boolean right = answers.isEmpty() ? claim.blame() == Blame.HEALTHY : matched.isPresent();
    return right ? VerdictGrade.RIGHT : VerdictGrade.WRONG;
  }
}
