package dev.parallax.attribution.inference;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.parallax.attribution.Grid;
import dev.parallax.attribution.comparison.ComparedCell;
import dev.parallax.attribution.comparison.ComparedVantage;
import dev.parallax.attribution.comparison.Comparison;
import dev.parallax.attribution.hypothesis.Hypothesis;
import dev.parallax.attribution.hypothesis.HypothesisGenerator;
import dev.parallax.attribution.symptom.Symptom;
import dev.parallax.model.verdict.Cause;
import dev.parallax.model.verdict.Scope;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The assignment of one vantage's trials to hypotheses, without the rest of the likelihood. */
class HitCountsTest {
  private static final double ROUNDING = 1e-9;

  /** Five trials of one arm at one vantage count as 5 / (1 + 0.1 * 4). */
  private static final double DISCOUNT = 1 / 1.4;

  private final Comparison table =
      Comparisons.of(
          Grid.sweep(
              """
              vantage  base                     reference
              eu-a     2timeout+3expired        ok
              ap-b     4expired+1ok             ok
              us-c     2timeout+1reset+2expired ok
              """));
  private final List<Hypothesis> hypotheses = HypothesisGenerator.over(table);

  @Test
  void trialsThatEndedEarlier_areNoMisses() {
    var counts = counted("eu-a", invalidCertificate());
    assertEquals(3 * DISCOUNT, counts.vantageHits()[0], ROUNDING);
    assertEquals(0, counts.vantageMisses()[0], ROUNDING);
  }

  @Test
  void trialsThatPassBeyondTheSymptom_areMisses() {
    var counts = counted("ap-b", invalidCertificate());
    assertEquals(4 * DISCOUNT, counts.vantageHits()[0], ROUNDING);
    assertEquals(1 * DISCOUNT, counts.vantageMisses()[0], ROUNDING);
  }

  @Test
  void gain_isTheBackgroundOfTheHits() {
    var vantage = vantage("ap-b");
    var cell = vantage.cells().getFirst();
    var counts = new HitCounts(table.distributions(), List.of(invalidCertificate()));
    counts.startVantage(1);
    assertEquals(-cell.background(Symptom.CERT_DATE), counts.add(vantage, cell), ROUNDING);
  }

  /** Trials are assigned once: the hits of both and the misses of the later fit into the cell. */
  @Test
  void noPairCountsATrialTwice() {
    for (var first : hypotheses) {
      for (var second : hypotheses) {
        var pair = Explanation.of(first, second).hypotheses();
        for (var vantage : table.rows()) {
          var counts = counted(vantage, pair);
          var hits = counts.vantageHits();
          var misses = counts.vantageMisses();
          double trials = vantage.cells().stream().mapToDouble(ComparedCell::total).sum();
          assertTrue(hits[0] + hits[1] + misses[1] <= trials + ROUNDING, pair::toString);
          assertTrue(misses[0] >= -ROUNDING && misses[1] >= -ROUNDING, pair::toString);
        }
      }
    }
  }

  private HitCounts counted(String vantage, Hypothesis hypothesis) {
    return counted(vantage(vantage), List.of(hypothesis));
  }

  private HitCounts counted(ComparedVantage vantage, List<Hypothesis> explanation) {
    var counts = new HitCounts(table.distributions(), explanation);
    counts.startVantage(1);
    vantage.cells().forEach(cell -> counts.add(vantage, cell));
    return counts;
  }

  private ComparedVantage vantage(String name) {
    return table.rows().stream()
        .filter(row -> row.id().name().equals(name))
        .findFirst()
        .orElseThrow();
  }

  private Hypothesis invalidCertificate() {
    return hypotheses.stream()
        .filter(hypothesis -> hypothesis.id() == Cause.CERTIFICATE_INVALID)
        .filter(hypothesis -> hypothesis.reach().attribute() == Scope.Attribute.EVERYONE)
        .filter(Hypothesis::always)
        .findFirst()
        .orElseThrow();
  }
}
