package dev.parallax.evaluate;

import dev.parallax.model.Cause;
import dev.parallax.model.Grade;
import java.util.List;
import java.util.Optional;

/**
 * What a method says of a sweep, the verdict that explains most first.
 *
 * @param said never empty
 */
record Judgement(List<Said> said) {
  Judgement {
    said = List.copyOf(said);
  }

  /**
   * One verdict.
   *
   * @param grade of its evidence, by methods that grade it
   * @param networks how many networks' failing it explains
   */
  record Said(
      Claim claim, Optional<Cause> hypothesis, double probability, Grade grade, int networks) {
    Said(Claim claim, Optional<Cause> hypothesis, double probability) {
      this(claim, hypothesis, probability, Grade.SUGGESTIVE, 0);
    }

    Said with(double other) {
      return new Said(claim, hypothesis, other, grade, networks);
    }
  }

  static Judgement of(Claim claim, Optional<Cause> hypothesis, double probability) {
    return new Judgement(List.of(new Said(claim, hypothesis, probability)));
  }

  Said first() {
    return said.getFirst();
  }
}
