package dev.parallax.wire.plan;

import dev.parallax.model.plan.Arm;
import java.util.Optional;

/**
 * A probe with parts that this version does not support. It is never run.
 *
 * @param target as in the plan
 * @param arm the arm, when known
 * @param armText the arm's word, or its number when the arm is unknown
 * @param unknown the unsupported parts, e.g. {@code arm 42, field 17}
 */
public record UnsupportedProbe(
    String target, Optional<Arm> arm, String armText, String variant, String unknown) {

  /** One line for {@code PlanFinished.unsupported}, at most 300 characters. */
  public String line() {
    return ProbeLine.of(target, armText, variant, unknown);
  }
}
