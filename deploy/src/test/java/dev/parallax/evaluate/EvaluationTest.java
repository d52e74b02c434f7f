package dev.parallax.evaluate;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

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
  private static final List<Method> METHODS =
      List.of(
          new Ours(), new Hierarchical(true), new Consecutive(), new ModalRule(), new Tomography());

  private static List<Trials.Result> results = List.of();

  @BeforeAll
  static void judgeTheSlice() throws InterruptedException {
    results = new Trials(Population.TEST, SEED, METHODS).run(SWEEPS, 2);
  }

  private static Figures of(int method) {
    return Tables.figures(results, method);
  }

  @Test
  void wrongAndSure_isRare() {
    var wrong = of(0).confidentWrong();

    assertTrue(wrong.value() <= 0.05, () -> "confident and wrong: " + wrong + keys());
  }

  @Test
  void right_moreOftenThanAnyOtherMethod() {
    double ours = of(0).share(Marks::good);

    for (int i = 1; i < METHODS.size(); i++) {
      double other = of(i).share(Marks::good);
      var name = METHODS.get(i).name();
      assertTrue(ours > other, () -> "ours " + ours + ", " + name + " " + other);
    }
  }

  @Test
  void healthy_isBlamedOnNobody() throws InterruptedException {
    var healthy =
        new Figures(
            new Trials(Population.HEALTHY, SEED, List.of(new Ours()))
                .run(HEALTHY, 2).stream().map(it -> it.marks().getFirst()).toList());

    assertEquals(0, healthy.falseOnHealthy().some());
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
        .map(Trials.Result::key)
        .collect(Collectors.joining(" ", ", see --show ", ""));
  }

  @Test
  void everyOption_isReadOrRefusedByName() {
    assertEquals(7, Options.parse(List.of("--seed", "7")).seed());
    Stream.of("--sweeps=3", "--seed x", "--sweeps 0", "--show 1", "--split none", "-o x", "--seed")
        .forEach(
            words -> {
              var refused =
                  Assertions.assertThrows(
                      IllegalArgumentException.class,
                      () -> Options.parse(List.of(words.split(" ", -1))));
              assertTrue(String.valueOf(refused.getMessage()).contains("got: "), words);
            });
  }
}
