package dev.parallax.attribution.inference;

import dev.parallax.attribution.hypothesis.Hypothesis;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * A set of simultaneous hypotheses: none ("nothing is wrong"), one or two.
 *
 * @param hypotheses the hypothesis with the earlier symptom first, because it hides the other; the
 *     unknown cause last
 */
public record Explanation(List<Hypothesis> hypotheses) {
  private static final Comparator<Hypothesis> EARLIER_SYMPTOM_FIRST =
      Comparator.comparing(Hypothesis::unknown).thenComparing(Hypothesis::symptom);

  static final Explanation NOTHING_WRONG = new Explanation(List.of());

  /** Sorts the hypotheses. */
  public Explanation {
    hypotheses = hypotheses.stream().sorted(EARLIER_SYMPTOM_FIRST).toList();
  }

  static Explanation of(Hypothesis... hypotheses) {
    return new Explanation(List.of(hypotheses));
  }

  Set<Hypothesis.Key> keys() {
    return hypotheses.stream().map(Hypothesis::name).collect(Collectors.toSet());
  }

  boolean has(Hypothesis.Key key) {
    return hypotheses.stream().anyMatch(hypothesis -> hypothesis.name().equals(key));
  }

  Explanation without(Hypothesis.Key key) {
    return new Explanation(
        hypotheses.stream().filter(hypothesis -> !hypothesis.name().equals(key)).toList());
  }
}
