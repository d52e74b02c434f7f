package dev.parallax.report.explain;

import dev.parallax.model.failure.Failure;
import dev.parallax.model.failure.FailureWord;
import dev.parallax.model.observation.Observation;
import dev.parallax.model.plan.Arm;
import dev.parallax.model.vantage.Vantage;
import dev.parallax.model.vantage.VantageId;
import dev.parallax.model.verdict.Cause;
import dev.parallax.model.verdict.Verdict;
import dev.parallax.report.explain.Refutation.Count;
import dev.parallax.report.explain.RefutationOutcome.State;
import dev.parallax.report.facts.ObservationGrid;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Searches the measurements for observations that would refute the cause of a verdict. */
final class RefutationSearch {
  private static final Set<FailureWord> EARLY =
      Set.of(FailureWord.RESET_BEFORE_DATA, FailureWord.CLOSED_BEFORE_DATA);
  private final ObservationGrid grid;
  private final Verdict verdict;

  RefutationSearch(ObservationGrid grid, Verdict verdict) {
    this.grid = grid;
    this.verdict = verdict;
  }

  List<RefutationOutcome> of(Cause cause) {
    return Refutations.of(cause).stream().map(this::tested).toList();
  }

  private RefutationOutcome tested(Refutation refutation) {
    return refutation
        .count()
        .map(count -> counted(refutation, count))
        .orElseGet(
            () -> new RefutationOutcome(refutation, State.NOT_COUNTED, List.of(), List.of()));
  }

  private RefutationOutcome counted(Refutation refutation, Count count) {
    var there =
        grid.vantages().stream().map(Vantage::id).filter(id -> isAt(count.place(), id)).toList();
    var looked = there.stream().filter(id -> !grid.ran(id, count.arm()).isEmpty()).toList();
    var seen = looked.stream().filter(id -> shows(id, count)).toList();
    return new RefutationOutcome(refutation, state(there, looked, seen), looked, seen);
  }

  private static State state(List<VantageId> there, List<VantageId> looked, List<VantageId> seen) {
    if (there.isEmpty()) {
      return State.NOBODY_THERE;
    }
    if (looked.isEmpty()) {
      return State.ARM_NOT_RUN;
    }
    return seen.isEmpty() ? State.NOT_SEEN : State.SEEN;
  }

  private boolean isAt(Refutation.VantageSide place, VantageId vantage) {
    var affected =
        verdict.explains().contains(vantage) || verdict.scope().vantages().contains(vantage);
    return switch (place) {
      case INSIDE -> grid.isInside(vantage);
      case OUTSIDE -> !grid.isInside(vantage);
      case AFFECTED -> verdict.explains().contains(vantage);
      case ELSEWHERE -> !grid.isInside(vantage) && !affected;
      case ANYWHERE -> true;
    };
  }

  private boolean shows(VantageId vantage, Count count) {
    var trials = grid.ran(vantage, count.arm());
    return switch (count.shows()) {
      case PASS -> trials.stream().allMatch(Observation::ok);
      case FAILURE -> mostly(trials, trials.stream().filter(trial -> !trial.ok()).count());
      case SAME_FAILURE -> mostly(trials, trials.stream().filter(this::failsAlike).count());
      case EARLY_BREAK -> mostly(trials, trials.stream().filter(RefutationSearch::early).count());
    };
  }

  private static boolean mostly(List<Observation> trials, long of) {
    return of * 2 > trials.size();
  }

  /** Another failure word is another matter; a verdict without a word accepts any. */
  private boolean failsAlike(Observation trial) {
    return verdict
        .stepFailure()
        .map(known -> trial.failure().map(Failure::kind).equals(Optional.of(known)))
        .orElseGet(() -> word(trial, verdict.failure().stream().toList()));
  }

  private static boolean word(Observation trial, List<FailureWord> words) {
    return trial
        .failure()
        .map(Failure::word)
        .filter(word -> words.isEmpty() || words.contains(word))
        .isPresent();
  }

  private static boolean early(Observation trial) {
    return trial.key().arm() == Arm.DELAYED_HELLO && word(trial, List.copyOf(EARLY));
  }
}
