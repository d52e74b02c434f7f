package dev.parallax.report.explain;

import dev.parallax.model.VantageId;
import java.util.List;
import java.util.Locale;

/**
 * A refuting observation, and whether somebody looked for it.
 *
 * @param looked the vantages that ran what would show it
 * @param seen those of them that showed it
 */
public record RefutationOutcome(
    Refutation refutation, State state, List<VantageId> looked, List<VantageId> seen) {

  /** How far it was looked for. */
  public enum State {
    /** Somebody saw it: it speaks against the verdict. */
    SEEN,
    /** It was looked for and not seen. */
    NOT_SEEN,
    /** There are such vantages, and none ran the arm. */
    ARM_NOT_RUN,
    /** The fleet has no vantage there. */
    NOBODY_THERE,
    /** The evidence says it, not a count. */
    NOT_COUNTED;

    public String word() {
      return name().toLowerCase(Locale.ROOT);
    }
  }
}
