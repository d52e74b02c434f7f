package dev.parallax.stage;

import dev.parallax.model.verdict.Blame;
import dev.parallax.model.verdict.Cause;
import dev.parallax.model.verdict.Segment;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * An expected verdict, fixed before the first run.
 *
 * @param hypotheses the cause, or several causes that the fleet cannot distinguish; empty where the
 *     blame suffices
 * @param vantages the vantages of the fault; empty where the blame suffices
 * @param mayAbstain whether the fleet cannot determine it, so that an inconclusive verdict is right
 *     as well
 */
public record ExpectedVerdict(
    Blame blame,
    Optional<Segment> segment,
    Set<Cause> hypotheses,
    Set<String> vantages,
    boolean mayAbstain) {
  public static final ExpectedVerdict HEALTHY =
      new ExpectedVerdict(Blame.HEALTHY, Optional.empty(), Set.of(), Set.of(), false);

  public ExpectedVerdict {
    hypotheses = Set.copyOf(hypotheses);
    vantages = Set.copyOf(vantages);
  }

  public static ExpectedVerdict of(
      Blame blame, Segment segment, Cause first, Cause... otherCauses) {
    return new ExpectedVerdict(
        blame,
        Optional.of(segment),
        EnumSet.of(first, otherCauses),
        Set.of(),
        /* mayAbstain= */ false);
  }

  public ExpectedVerdict at(String... names) {
    return new ExpectedVerdict(blame, segment, hypotheses, Set.of(names), mayAbstain);
  }

  /** The same; where {@code may}, an inconclusive verdict is right as well. */
  public ExpectedVerdict orAbstains(boolean may) {
    return new ExpectedVerdict(blame, segment, hypotheses, vantages, may);
  }

  public boolean hasRightSide(ReportedVerdict given) {
    return (mayAbstain && leavesOpen(given))
        || (given.blame().equals(blame.name())
            && (segment.isEmpty() || given.segment().equals(segment.map(Segment::word))));
  }

  /** Inconclusive, or the right blame without a segment. */
  private boolean leavesOpen(ReportedVerdict given) {
    return given.abstains() || (given.blame().equals(blame.name()) && given.segment().isEmpty());
  }

  public boolean isMetBy(ReportedVerdict given) {
    return hasRightSide(given)
        && ((mayAbstain && leavesOpen(given))
            || ((hypotheses.isEmpty()
                    || hypotheses.stream()
                        .anyMatch(it -> given.hypothesis().filter(it.code()::equals).isPresent()))
                && (vantages.isEmpty() || given.vantages().equals(vantages))));
  }

  /** Blame and segment, as the confusion matrix has them. */
  public String side() {
    return blame + segment.map(it -> "/" + it.word()).orElse("");
  }

  @Override
  public String toString() {
    var causes = new TreeSet<>(hypotheses);
    var why =
        causes.isEmpty() ? "" : " " + String.join("|", causes.stream().map(Cause::code).toList());
    return side()
        + why
        + (vantages.isEmpty() ? "" : " @" + String.join(",", new TreeSet<>(vantages)))
        + (mayAbstain ? " or abstains" : "");
  }
}
