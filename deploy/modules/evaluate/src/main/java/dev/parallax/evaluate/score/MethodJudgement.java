package dev.parallax.evaluate.score;

import dev.parallax.model.verdict.Cause;
import dev.parallax.model.verdict.Grade;
import java.util.List;
import java.util.Optional;

/**
 * The verdicts of a method on a sweep, in descending order of explained failures.
 *
 * @param statements never empty
 */
public record MethodJudgement(List<Statement> statements) {
  public MethodJudgement {
    statements = List.copyOf(statements);
  }

  /**
   * One verdict.
   *
   * @param grade of its evidence, for methods with grades
   * @param networks the number of networks whose failures it explains
   */
  public record Statement(
      Claim claim, Optional<Cause> hypothesis, double probability, Grade grade, int networks) {
    public Statement(Claim claim, Optional<Cause> hypothesis, double probability) {
      this(claim, hypothesis, probability, Grade.SUGGESTIVE, 0);
    }

    Statement with(double other) {
      return new Statement(claim, hypothesis, other, grade, networks);
    }
  }

  public static MethodJudgement of(Claim claim, Optional<Cause> hypothesis, double probability) {
    return new MethodJudgement(List.of(new Statement(claim, hypothesis, probability)));
  }

  public Statement first() {
    return statements.getFirst();
  }
}
