package dev.parallax.report.explain;

import dev.parallax.model.vantage.VantageId;
import java.util.List;
import java.util.Locale;

/**
 * A refuting observation, and the outcome of the search for it.
 *
 * @param looked the vantages that ran the probe that would show it
 * @param seen the vantages that showed it
 */
public record RefutationOutcome(
    Refutation refutation, State state, List<VantageId> looked, List<VantageId> seen) {

  /** How far it was looked for. */
  public enum State {
    /** Observed: it is evidence against the verdict. */
    SEEN,
    /** It was searched for and not observed. */
    NOT_SEEN,
    /** There are such vantages, and none ran the arm. */
    ARM_NOT_RUN,
    /** The fleet has no such vantage. */
    NOBODY_THERE,
    /** Decided by the evidence, not by a count. */
    NOT_COUNTED;

    public String word() {
      return name().toLowerCase(Locale.ROOT);
    }
  }
}
