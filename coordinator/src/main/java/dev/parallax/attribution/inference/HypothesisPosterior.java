package dev.parallax.attribution.inference;

import dev.parallax.attribution.comparison.ComparedVantage;
import dev.parallax.attribution.hypothesis.AffectedVantages;
import dev.parallax.attribution.hypothesis.Hypothesis;
import dev.parallax.model.verdict.Cause;
import dev.parallax.model.verdict.Scope;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The marginal posterior of one cause.
 *
 * @param hypothesis its most probable form; null for a healthy target
 */
public record HypothesisPosterior(
    Hypothesis.Key name, @Nullable Hypothesis hypothesis, double mass) {
  public static final Hypothesis.Key NOTHING =
      new Hypothesis.Key(Cause.HEALTHY, new Scope(Scope.Attribute.NOBODY, "", List.of()));

  HypothesisPosterior plus(HypothesisPosterior other) {
    return new HypothesisPosterior(name, hypothesis, mass + other.mass);
  }

  /** The vantages with the symptom of this cause; empty for a healthy target. */
  public List<ComparedVantage> affected() {
    return hypothesis == null ? List.of() : AffectedVantages.by(hypothesis);
  }

  public Cause id() {
    return name.id();
  }

  boolean healthy() {
    return hypothesis == null;
  }
}
