package dev.parallax.attribution.inference;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.parallax.attribution.Grid;
import dev.parallax.attribution.comparison.Comparison;
import dev.parallax.attribution.hypothesis.Hypothesis;
import dev.parallax.model.verdict.Cause;
import java.util.Comparator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * A posterior is a distribution, for any observations, and conditioning keeps it a distribution.
 */
class PosteriorTest {
  private static final String PATH =
      """
      vantage  base   control  reference
      eu-a     ok     ok       ok
      eu-b     ok     ok       ok
      ap-c     reset  ok       ok
      ap-d     reset  ok       ok
      """;
  private static final String OUTAGE =
      """
      vantage  base     reference
      eu-a     timeout  ok
      ap-b     timeout  ok
      us-c     timeout  ok
      """;
  private static final String TWO_FAULTS =
      """
      vantage  base     reference
      eu-a     expired  ok
      eu-b     expired  ok
      ap-c     reset    ok
      ap-d     reset    ok
      """;

  @ParameterizedTest
  @ValueSource(strings = {PATH, OUTAGE, TWO_FAULTS})
  void massesAreADistribution_theMostProbableFirst(String grid) {
    var explanations = posterior(grid).explanations();

    assertEquals(1, explanations.stream().mapToDouble(ExplanationPosterior::mass).sum(), 1e-9);
    assertTrue(explanations.stream().allMatch(one -> one.mass() >= 0));
    assertEquals(
        explanations.stream()
            .sorted(Comparator.comparingDouble(ExplanationPosterior::mass).reversed())
            .toList(),
        explanations);
  }

  /** The ratio of two masses is the ratio of prior times Bayes factor. */
  @ParameterizedTest
  @ValueSource(strings = {PATH, OUTAGE})
  void singleHypotheses_haveTheRatioOfPriorTimesBayesFactor(String grid) {
    var table = table(grid);
    var singles =
        Posterior.of(table).explanations().stream()
            .filter(one -> one.hypotheses().size() == 1 && one.mass() > 1e-12)
            .toList();
    var first = singles.getFirst();
    for (var one : singles) {
      assertEquals(
          logWeight(table, one) - logWeight(table, first),
          StrictMath.log(one.mass()) - StrictMath.log(first.mass()),
          1e-6,
          one::toString);
    }
  }

  private static double logWeight(Comparison table, ExplanationPosterior one) {
    return one.hypotheses().getFirst().logPrior() + LogBayesFactor.gain(table, one.explanation());
  }

  @ParameterizedTest
  @ValueSource(strings = {PATH, OUTAGE, TWO_FAULTS})
  void marginals_sumToOne(String grid) {
    var marginals = posterior(grid).byCause().values();

    assertEquals(1, marginals.stream().mapToDouble(HypothesisPosterior::mass).sum(), 1e-9);
  }

  @ParameterizedTest
  @ValueSource(strings = {PATH, OUTAGE, TWO_FAULTS})
  void withoutTheUnknownCause_isADistributionToo(String grid) {
    var closed = posterior(grid).closed().explanations();

    assertEquals(1, closed.stream().mapToDouble(ExplanationPosterior::mass).sum(), 1e-9);
    assertTrue(
        closed.stream().flatMap(one -> one.hypotheses().stream()).noneMatch(Hypothesis::unknown));
  }

  @Test
  void twoFaults_theBestExplanationIsAPair_andGivenOneTheOtherIsLeft() {
    var posterior = posterior(TWO_FAULTS);
    var best = posterior.best();
    assertEquals(2, best.hypotheses().size(), best::toString);

    var given = posterior.given(best.hypotheses().getFirst().name());

    assertEquals(
        1, given.explanations().stream().mapToDouble(ExplanationPosterior::mass).sum(), 1e-9);
    assertTrue(given.explanations().stream().allMatch(one -> one.hypotheses().size() <= 1));
    assertEquals(best.hypotheses().getLast().id(), given.best().hypotheses().getFirst().id());
  }

  @Test
  void oneCause_namesItAndNotTheUnknown() {
    assertEquals(Cause.HOST_DOWN, posterior(OUTAGE).best().hypotheses().getFirst().id());
    assertFalse(posterior(PATH).best().hypotheses().getFirst().unknown());
  }

  private static Posterior posterior(String grid) {
    return Posterior.of(table(grid));
  }

  private static Comparison table(String grid) {
    return Comparisons.of(Grid.sweep(grid));
  }
}
