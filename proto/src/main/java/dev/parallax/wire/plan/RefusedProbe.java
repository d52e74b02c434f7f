package dev.parallax.wire.plan;

import dev.parallax.model.plan.Arm;
import dev.parallax.text.Printable;
import dev.parallax.v1.ProbeSpec;
import dev.parallax.wire.EnumCodec;

/**
 * A probe with a value outside the contract's bounds. It is never run.
 *
 * @param target as in the plan, printable and at most 100 characters
 * @param variant likewise
 * @param why the field, expectation and value; printable and at most 300 characters
 */
public record RefusedProbe(String target, Arm arm, String variant, String why) {
  private static final int SHOWN = 100;

  static RefusedProbe of(ProbeSpec probe, String why) {
    return new RefusedProbe(
        Printable.of(probe.getTarget(), SHOWN),
        EnumCodec.ARM.fromProto("probe.arm", probe.getArmValue()),
        Printable.of(probe.getVariant(), SHOWN),
        Printable.of(why, ProbeLine.LONGEST));
  }

  /** One line for {@code PlanFinished.unsupported}, at most 300 characters. */
  public String line() {
    return ProbeLine.of(target, arm.word(), variant, why);
  }
}
