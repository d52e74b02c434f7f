package dev.parallax.attribution.inference;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.parallax.attribution.Grid;
import dev.parallax.attribution.catalogue.Mechanism;
import dev.parallax.attribution.comparison.Comparison;
import dev.parallax.attribution.hypothesis.Hypothesis;
import dev.parallax.attribution.hypothesis.HypothesisGenerator;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/**
 * Every table of two vantages and two arms over a few outcomes, every single hypothesis and every
 * pair: the log Bayes factor against {@link TrialByTrial}.
 */
class EnumeratedTablesTest {
  private static final List<List<String>> OUTCOMES =
      List.of(
          List.of("ok", "4reset+1timeout", "3timeout+2expired", "2reset+3expired"),
          List.of("ok", "3early+2timeout", "reset"));

  @Test
  void singleHypotheses_asTrialByTrial() {
    int checked = 0;
    for (var table : tables()) {
      for (var hypothesis : predicted(table)) {
        check(table, Explanation.of(hypothesis));
        checked++;
      }
    }
    assertTrue(checked > 2_000, "single hypotheses: " + checked);
  }

  @Test
  void pairs_asTrialByTrial() {
    int checked = 0;
    for (var table : tables()) {
      var hypotheses = predicted(table);
      for (int i = 0; i < hypotheses.size(); i++) {
        for (int j = i + 1; j < hypotheses.size(); j++) {
          check(table, Explanation.of(hypotheses.get(i), hypotheses.get(j)));
          checked++;
        }
      }
    }
    assertTrue(checked > 20_000, "pairs: " + checked);
  }

  private static void check(Comparison table, Explanation explanation) {
    assertEquals(
        TrialByTrial.gain(table.rows(), explanation),
        LogBayesFactor.gain(table, explanation),
        1e-9,
        () -> describe(table, explanation));
  }

  private static List<Comparison> tables() {
    var tables = new ArrayList<Comparison>();
    for (var outcomes : OUTCOMES) {
      for (var base : outcomes) {
        for (var delayed : outcomes) {
          for (var otherBase : outcomes) {
            for (var otherDelayed : outcomes) {
              tables.add(table(List.of(base, delayed), List.of(otherBase, otherDelayed)));
            }
          }
        }
      }
    }
    return tables;
  }

  private static Comparison table(List<String> one, List<String> other) {
    var sweep =
        Grid.sweep(
            """
            vantage  base  delayed  reference
            eu-a     %s    %s       ok
            ap-b     %s    %s       ok
            """
                .formatted(one.getFirst(), one.getLast(), other.getFirst(), other.getLast()));
    return SweepAnalysis.of(sweep, sweep.targets().getFirst()).table();
  }

  /** Predicts every arm of the table, at any address. */
  private static List<Hypothesis> predicted(Comparison table) {
    return HypothesisGenerator.over(table).stream()
        .filter(hypothesis -> hypothesis.mechanism().restrictions().isEmpty())
        .filter(
            hypothesis ->
                switch (hypothesis.reach().attribute()) {
                  case ADDRESS, FAMILY -> false;
                  default -> true;
                })
        .filter(hypothesis -> predictsAll(table, hypothesis))
        .toList();
  }

  private static boolean predictsAll(Comparison table, Hypothesis hypothesis) {
    return table.ran().stream()
        .noneMatch(arm -> hypothesis.mechanism().effects().to(arm) == Mechanism.Effect.UNPREDICTED);
  }

  private static String describe(Comparison table, Explanation explanation) {
    var text = new StringBuilder();
    for (var hypothesis : explanation.hypotheses()) {
      text.append(hypothesis.id().named())
          .append(hypothesis.always() ? " always " : " sometimes ")
          .append(hypothesis.symptom())
          .append(' ')
          .append(hypothesis.mechanism().shows())
          .append(' ')
          .append(hypothesis.reach().scope())
          .append('\n');
    }
    for (var vantage : table.rows()) {
      text.append(vantage.id()).append(' ').append(vantage.ended()).append('\n');
    }
    return text.toString();
  }
}
