package dev.parallax.evaluate;

import dev.parallax.model.Hypothesis;
import java.util.EnumSet;
import java.util.Set;

/** Causes that show the same to a fleet that lacks the vantage which would tell. */
final class Twins {
  private Twins() {}

  /** Seen from outside alone. */
  static Set<Hypothesis> of(Hypothesis id) {
    return switch (id) {
      case O1, E3 -> EnumSet.of(Hypothesis.O1, Hypothesis.E3);
      case O2, E4 -> EnumSet.of(Hypothesis.O2, Hypothesis.E4);
      case O5, E1, E5, E8 -> EnumSet.of(Hypothesis.O5, Hypothesis.E1, Hypothesis.E8, id);
      case O4 -> EnumSet.of(Hypothesis.O4, Hypothesis.E2, Hypothesis.E1);
      default -> EnumSet.of(id);
    };
  }

  /** Some clients blocked by the edge, or something on their way. */
  static Set<Hypothesis> ofSome() {
    return EnumSet.of(
        Hypothesis.E6, Hypothesis.P1, Hypothesis.P3, Hypothesis.P4, Hypothesis.P5, Hypothesis.P6);
  }

  /** All outside fail, on their way or at the edge. */
  static Set<Hypothesis> ofAll() {
    return EnumSet.of(Hypothesis.E1, Hypothesis.E2, Hypothesis.E3, Hypothesis.E4, Hypothesis.E8);
  }

  /** One vantage fails, by its network or by its host. */
  static Set<Hypothesis> ofOne() {
    return EnumSet.of(Hypothesis.V2, Hypothesis.V1);
  }

  static Set<Hypothesis> ofOneName() {
    return EnumSet.of(Hypothesis.P1, Hypothesis.P5, Hypothesis.P8, Hypothesis.V2);
  }
}
