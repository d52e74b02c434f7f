package dev.parallax.evaluate;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.parallax.evaluate.method.AttributionMethod;
import dev.parallax.evaluate.method.BlameItThresholds;
import dev.parallax.evaluate.method.ModalRule;
import dev.parallax.evaluate.method.ParallaxMethod;
import dev.parallax.evaluate.method.ThreeInARow;
import dev.parallax.evaluate.method.Tomography;
import dev.parallax.evaluate.report.EvaluationTables;
import dev.parallax.evaluate.run.EvaluationOptions;
import dev.parallax.evaluate.run.EvaluationRun;
import dev.parallax.evaluate.run.Population;
import dev.parallax.evaluate.score.MethodScores;
import dev.parallax.evaluate.score.SweepScore;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** A small fixed slice of the evaluation, with the bars a build must keep. */
final class EvaluationTest {
  private static final long SEED = 20_260;
  private static final int SWEEPS = 160;
  private static final int HEALTHY = 80;

  /** Keys and truths of the sweeps of the slice whose verdict differs from the truth. */
  private static final List<String> WRONG = List.of();

  private static final List<AttributionMethod> METHODS =
      List.of(
          new ParallaxMethod(),
          new BlameItThresholds(true),
          new ThreeInARow(),
          new ModalRule(),
          new Tomography());

  private static List<EvaluationRun.Result> results = List.of();

  @BeforeAll
  static void judgeTheSlice() throws InterruptedException {
    results = new EvaluationRun(Population.TEST, SEED, METHODS).run(SWEEPS, 2);
  }

  private static MethodScores of(int method) {
    return EvaluationTables.figures(results, method);
  }

  @Test
  void wrongAndSure_isRare() {
    var wrong = of(0).confidentWrong();

    assertTrue(wrong.value() <= 0.05, () -> "confident and wrong: " + wrong + keys());
  }

  /** The slice is drawn by a fixed seed, so that a verdict that becomes wrong has its name here. */
  @Test
  void wrongSweeps_asPinned() {
    var wrong =
        results.stream()
            .filter(result -> result.marks().getFirst().wrong())
            .map(result -> result.key() + "\t" + result.truth())
            .toList();
    assertEquals(WRONG, wrong, "keys for deploy/evaluate --show, and the truth");
  }

  @Test
  void right_moreOftenThanAnyOtherMethod() {
    double ours = of(0).share(SweepScore::good);

    for (int i = 1; i < METHODS.size(); i++) {
      double other = of(i).share(SweepScore::good);
      var name = METHODS.get(i).name();
      assertTrue(ours > other, () -> "ours " + ours + ", " + name + " " + other);
    }
  }

  @Test
  void healthy_isBlamedOnNobody() throws InterruptedException {
    var healthy =
        new MethodScores(
            new EvaluationRun(Population.HEALTHY, SEED, List.of(new ParallaxMethod()))
                .run(HEALTHY, 2).stream().map(it -> it.marks().getFirst()).toList());

    assertEquals(0, healthy.falseOnHealthy().count());
  }

  @Test
  void sameSeed_sameSweep() {
    var one = Population.TEST.draw(SEED, 3);
    var two = Population.TEST.draw(SEED, 3);

    assertEquals(one.sweep(), two.sweep());
  }

  private static String keys() {
    return results.stream()
        .filter(it -> it.marks().getFirst().wrong())
        .map(EvaluationRun.Result::key)
        .collect(Collectors.joining(" ", ", see --show ", ""));
  }

  @Test
  void everyOption_isReadOrRefusedByName() {
    assertEquals(7, EvaluationOptions.parse(List.of("--seed", "7")).seed());
    Stream.of("--sweeps=3", "--seed x", "--sweeps 0", "--show 1", "--split none", "-o x", "--seed")
        .forEach(
            words -> {
              var refused =
                  Assertions.assertThrows(
                      IllegalArgumentException.class,
                      () -> EvaluationOptions.parse(List.of(words.split(" ", -1))));
              assertTrue(String.valueOf(refused.getMessage()).contains("got: "), words);
            });
  }
}
