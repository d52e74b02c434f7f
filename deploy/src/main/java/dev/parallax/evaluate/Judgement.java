package dev.parallax.evaluate;

import dev.parallax.model.Hypothesis;
import dev.parallax.model.VantageId;
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

  /** One verdict. */
  record Said(
      Claim claim, Optional<Hypothesis> hypothesis, double probability, List<VantageId> explains) {}

  static Judgement of(Claim claim, Optional<Hypothesis> hypothesis, double probability) {
    return new Judgement(List.of(new Said(claim, hypothesis, probability, List.of())));
  }

  Said first() {
    return said.getFirst();
  }
}
