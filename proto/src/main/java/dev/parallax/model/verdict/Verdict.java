package dev.parallax.model.verdict;

import dev.parallax.model.failure.FailureWord;
import dev.parallax.model.failure.Step;
import dev.parallax.model.failure.StepFailure;
import dev.parallax.model.plan.Arm;
import dev.parallax.model.value.Check;
import dev.parallax.model.vantage.VantageId;
import java.util.List;
import java.util.Optional;

/**
 * A verdict on a target. The first verdict of a target explains most failing vantages.
 *
 * @param segment absent for {@code HEALTHY} and {@code INCONCLUSIVE}
 * @param hypothesis the leading cause; absent when no cause can be named
 * @param failure the most frequent failure word; absent without a failure
 * @param failureStep the step in which that word arose; absent in verdicts of older coordinators
 * @param probability of this blame and segment, 0 to 1
 * @param calibrated whether {@code probability} has been fitted by the evaluation
 * @param explains the vantages whose failures this verdict explains
 * @param credibleSet the smallest set of causes with mass 0.95 or more, most probable first
 * @param notRun informative arms that did not run
 */
public record Verdict(
    Blame blame,
    Optional<Segment> segment,
    Optional<Cause> hypothesis,
    Optional<FailureWord> failure,
    Optional<Step> failureStep,
    Scope scope,
    Optional<Hops> hops,
    double probability,
    boolean calibrated,
    Grade grade,
    List<VantageId> explains,
    List<Evidence> evidence,
    List<Candidate> credibleSet,
    List<Arm> notRun,
    List<NextProbe> nextProbes) {
  public Verdict {
    Check.that(probability >= 0 && probability <= 1, "a probability is 0 to 1", probability);
    explains = explains.stream().sorted().toList();
    evidence = List.copyOf(evidence);
    credibleSet = List.copyOf(credibleSet);
    notRun = List.copyOf(notRun);
    nextProbes = List.copyOf(nextProbes);
  }

  /** Without a step for the failure word. */
  public Verdict(
      Blame blame,
      Optional<Segment> segment,
      Optional<Cause> hypothesis,
      Optional<FailureWord> failure,
      Scope scope,
      Optional<Hops> hops,
      double probability,
      boolean calibrated,
      Grade grade,
      List<VantageId> explains,
      List<Evidence> evidence,
      List<Candidate> credibleSet,
      List<Arm> notRun,
      List<NextProbe> nextProbes) {
    this(
        blame,
        segment,
        hypothesis,
        failure,
        Optional.empty(),
        scope,
        hops,
        probability,
        calibrated,
        grade,
        explains,
        evidence,
        credibleSet,
        notRun,
        nextProbes);
  }

  /** The same with another grade and other evidence. */
  public Verdict with(Grade otherGrade, List<Evidence> otherEvidence) {
    return new Verdict(
        blame,
        segment,
        hypothesis,
        failure,
        failureStep,
        scope,
        hops,
        probability,
        calibrated,
        otherGrade,
        explains,
        otherEvidence,
        credibleSet,
        notRun,
        nextProbes);
  }

  /** Step and word of the dominating failure; absent where either is not known. */
  public Optional<StepFailure> stepFailure() {
    return failureStep.flatMap(step -> failure.map(word -> new StepFailure(step, word)));
  }

  /**
   * The fault is after hop {@code from} and at or before hop {@code to}; the origin is hop {@code
   * of}.
   */
  public record Hops(int from, int to, int of) {}
}
