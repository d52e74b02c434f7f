package dev.parallax.model.sweep;

import dev.parallax.model.failure.NotRunReason;
import dev.parallax.model.vantage.VantageId;
import java.util.List;
import java.util.Optional;

/**
 * The vantages of a sweep that were asked, and those that answered. A missing vantage is not
 * failing.
 *
 * @param partial the vantages that answered and did not report all their trials
 * @param eligible the number of vantages that the selector matched; absent where all of them were
 *     requested
 * @param observationsDeleted whether the store has deleted the observations by age or size; the
 *     verdicts were derived from them before
 */
public record Coverage(
    int requested,
    int answered,
    List<Missing> missing,
    List<Partial> partial,
    Optional<Integer> eligible,
    boolean observationsDeleted) {
  public Coverage {
    eligible = eligible.filter(all -> all > requested);
    missing = List.copyOf(missing);
    partial = List.copyOf(partial);
  }

  /** With the observations. */
  public Coverage(
      int requested,
      int answered,
      List<Missing> missing,
      List<Partial> partial,
      Optional<Integer> eligible) {
    this(requested, answered, missing, partial, eligible, false);
  }

  /** Where every vantage that the selector matched was requested. */
  public Coverage(int requested, int answered, List<Missing> missing, List<Partial> partial) {
    this(requested, answered, missing, partial, Optional.empty());
  }

  /** Where each vantage that answered reported all its trials. */
  public Coverage(int requested, int answered, List<Missing> missing) {
    this(requested, answered, missing, List.of());
  }

  /** The coverage of a sweep whose observations the store has deleted. */
  Coverage withoutObservations() {
    return new Coverage(requested, answered, missing, partial, eligible, true);
  }

  /** A vantage that gave no observation, and why. */
  public record Missing(VantageId vantage, NotRunReason reason, String detail) {}

  /**
   * A vantage that stopped early.
   *
   * @param planned requested trials of all rounds
   * @param reported reported trials, run or not run
   */
  public record Partial(VantageId vantage, int planned, int reported) {}
}
