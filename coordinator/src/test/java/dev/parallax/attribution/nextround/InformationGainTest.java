package dev.parallax.attribution.nextround;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.parallax.attribution.hypothesis.Hypothesis;
import dev.parallax.model.verdict.Cause;
import dev.parallax.model.verdict.Scope;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** The expected information against its definition, summed over all causes and answers. */
class InformationGainTest {
  private static final Scope OUTSIDE = new Scope(Scope.Attribute.OUTSIDE, "", List.of());

  @Test
  void twoCauses_answersThatDiffer_areOneBit() {
    var gain =
        InformationGain.of(List.of(open(Cause.SNI_FILTER, 0.5), open(Cause.PORT_BLOCK, 0.5)));

    assertEquals(1, gain.gain(List.of(Map.of(answer(1), 1.0), Map.of(answer(2), 1.0))), 1e-12);
    assertEquals(0, gain.gain(List.of(Map.of(answer(1), 1.0), Map.of(answer(1), 1.0))), 1e-12);
  }

  @Test
  void twoMechanismsOfOneCause_areNotSeparated() {
    var gain =
        InformationGain.of(List.of(open(Cause.SNI_FILTER, 0.5), open(Cause.SNI_FILTER, 0.5)));

    assertEquals(0, gain.gain(List.of(Map.of(answer(1), 1.0), Map.of(answer(2), 1.0))), 1e-12);
  }

  @Test
  void randomCausesAndAnswers_asEnumerated() {
    var random = new Random(20_261);
    for (int round = 0; round < 200; round++) {
      var open = explanations(random);
      var answers = open.stream().map(one -> answers(random)).toList();
      assertEquals(mutual(open, answers), InformationGain.of(open).gain(answers), 1e-9);
    }
  }

  /**
   * The chain rule: the gain of a second proposal is the joint information minus that of the first.
   */
  @Test
  void afterOneQuestion_theNextAddsTheRest() {
    var random = new Random(20_262);
    for (int round = 0; round < 100; round++) {
      var open = explanations(random);
      var first = open.stream().map(one -> answers(random)).toList();
      var second = open.stream().map(one -> answers(random)).toList();
      var both = new ArrayList<Map<PredictedAnswer, Double>>();
      for (int i = 0; i < open.size(); i++) {
        both.add(product(first.get(i), second.get(i)));
      }
      var gain = InformationGain.of(open);
      assertEquals(mutual(open, both), gain.gain(first) + gain.after(first).gain(second), 1e-9);
      assertTrue(gain.after(first).gain(second) >= 0);
    }
  }

  /** Sum over causes c and answers a of p(c, a) log2(p(c, a) / (p(c) p(a))). */
  private static double mutual(
      List<OpenExplanation> open, List<Map<PredictedAnswer, Double>> answers) {
    var byCause = new HashMap<Set<Hypothesis.Key>, Double>();
    var byAnswer = new HashMap<PredictedAnswer, Double>();
    record Pair(Set<Hypothesis.Key> cause, PredictedAnswer answer) {}
    var joint = new HashMap<Pair, Double>();
    for (int i = 0; i < open.size(); i++) {
      var one = open.get(i);
      byCause.merge(one.names(), one.mass(), Double::sum);
      answers
          .get(i)
          .forEach(
              (answer, chance) -> {
                byAnswer.merge(answer, one.mass() * chance, Double::sum);
                joint.merge(new Pair(one.names(), answer), one.mass() * chance, Double::sum);
              });
    }
    return joint.entrySet().stream()
        .filter(entry -> entry.getValue() > 0)
        .mapToDouble(
            entry -> {
              double p = entry.getValue();
              double c = byCause.getOrDefault(entry.getKey().cause(), 0.0);
              double a = byAnswer.getOrDefault(entry.getKey().answer(), 0.0);
              return p * StrictMath.log(p / (c * a)) / StrictMath.log(2);
            })
        .sum();
  }

  private static List<OpenExplanation> explanations(Random random) {
    var causes = List.of(Cause.SNI_FILTER, Cause.PORT_BLOCK, Cause.NO_ROUTE, Cause.HEAVY_LOSS);
    int count = 2 + random.nextInt(5);
    var masses = random.doubles(count, 0.05, 1).toArray();
    double total = 0;
    for (double mass : masses) {
      total += mass;
    }
    var open = new ArrayList<OpenExplanation>();
    for (double mass : masses) {
      open.add(open(causes.get(random.nextInt(causes.size())), mass / total));
    }
    return open;
  }

  private static OpenExplanation open(Cause cause, double mass) {
    return new OpenExplanation(Set.of(new Hypothesis.Key(cause, OUTSIDE)), List.of(), mass);
  }

  private static Map<PredictedAnswer, Double> answers(Random random) {
    double first = random.nextDouble();
    double second = (1 - first) * random.nextDouble();
    return Map.of(answer(1), first, answer(2), second, answer(3), 1 - first - second);
  }

  private static Map<PredictedAnswer, Double> product(
      Map<PredictedAnswer, Double> first, Map<PredictedAnswer, Double> second) {
    var both = new HashMap<PredictedAnswer, Double>();
    first.forEach((a, p) -> second.forEach((b, q) -> both.put(joined(a, b), p * q)));
    return both;
  }

  private static PredictedAnswer answer(int shown) {
    return new PredictedAnswer(List.of(shown));
  }

  private static PredictedAnswer joined(PredictedAnswer first, PredictedAnswer second) {
    var shown = new ArrayList<>(first.shown());
    shown.addAll(second.shown());
    return new PredictedAnswer(shown);
  }
}
