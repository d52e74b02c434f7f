package dev.parallax.wire.plan;

import dev.parallax.text.Printable;

/** A line of {@code PlanFinished.unsupported}: at most 300 characters, all of them printable. */
final class ProbeLine {
  /** Characters of a line, by the contract. */
  static final int LONGEST = 300;

  private ProbeLine() {}

  static String of(String target, String arm, String variant, String why) {
    return Printable.of(
        target + " " + arm + (variant.isEmpty() ? "" : " " + variant) + ": " + why, LONGEST);
  }
}
