package dev.parallax.attribution.inference;

import dev.parallax.attribution.hypothesis.Hypothesis;
import java.util.List;

/**
 * The posterior probability of one explanation.
 *
 * @param mass 0 to 1
 */
public record ExplanationPosterior(Explanation explanation, double mass) {
  public List<Hypothesis> hypotheses() {
    return explanation.hypotheses();
  }

  ExplanationPosterior of(double total) {
    return new ExplanationPosterior(explanation, mass / total);
  }
}
