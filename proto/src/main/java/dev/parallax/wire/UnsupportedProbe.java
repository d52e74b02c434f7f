package dev.parallax.wire;

import dev.parallax.model.Arm;
import java.util.Optional;

/**
 * A probe that says something this version does not know. It is never run.
 *
 * @param target as the plan spells it
 * @param arm the arm, when it at least is known
 * @param armText the arm's word, or its number when the arm is unknown
 * @param unknown what was not understood, e.g. {@code arm 42, field 17}
 */
public record UnsupportedProbe(
    String target, Optional<Arm> arm, String armText, String variant, String unknown) {

  /** One line for {@code PlanFinished.unsupported}, at most 300 characters. */
  public String line() {
    return ProbeLine.of(target, armText, variant, unknown);
  }
}
