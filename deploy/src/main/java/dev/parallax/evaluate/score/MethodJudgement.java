package dev.parallax.evaluate.score;

import dev.parallax.model.verdict.Cause;
import dev.parallax.model.verdict.Grade;
import java.util.List;
import java.util.Optional;

/**
 * The verdicts of a method on a sweep, in descending order of explained failures.
 *
 * @param said never empty
 */
public record MethodJudgement(List<Said> said) {
  public MethodJudgement {
    said = List.copyOf(said);
  }

  /**
   * One verdict.
   *
   * @param grade of its evidence, for methods with grades
   * @param networks the number of networks whose failures it explains
   */
  public record Said(
      Claim claim, Optional<Cause> hypothesis, double probability, Grade grade, int networks) {
    public Said(Claim claim, Optional<Cause> hypothesis, double probability) {
      this(claim, hypothesis, probability, Grade.SUGGESTIVE, 0);
    }

    Said with(double other) {
      return new Said(claim, hypothesis, other, grade, networks);
    }
  }

  public static MethodJudgement of(Claim claim, Optional<Cause> hypothesis, double probability) {
    return new MethodJudgement(List.of(new Said(claim, hypothesis, probability)));
  }

  public Said first() {
    return said.getFirst();
  }
}
