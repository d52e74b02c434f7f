package dev.parallax.attribution.inference;

import dev.parallax.attribution.catalogue.Mechanism;
import dev.parallax.attribution.catalogue.NoiseModel;
import dev.parallax.attribution.comparison.ComparedCell;
import dev.parallax.attribution.comparison.ResponseDistributions;
import dev.parallax.attribution.hypothesis.Hypothesis;
import dev.parallax.attribution.stats.LogMath;
import dev.parallax.attribution.stats.UnknownRate;
import dev.parallax.attribution.symptom.ArmGroups;
import dev.parallax.attribution.symptom.SymptomSet;
import dev.parallax.model.plan.Arm;
import java.util.ArrayList;
import java.util.List;

/**
 * The effect of one cause on the arms without a prediction. The effect on such an arm is the same
 * at all affected vantages: none, the same as on the other arms, or any other.
 */
public final class UnknownArmEffects {
  private static final double LOG_EFFECT_SPARES = StrictMath.log(NoiseModel.UNKNOWN_EFFECT_SPARES);
  private static final double LOG_EFFECT_HITS = StrictMath.log(NoiseModel.UNKNOWN_EFFECT_HITS);
  private static final double LOG_EFFECT_OTHER = StrictMath.log(NoiseModel.UNKNOWN_EFFECT_OTHER);

  private final Hypothesis hypothesis;
  private final ResponseDistributions distributions;
  private final List<ArmCounts> byArm = new ArrayList<>();

  UnknownArmEffects(Hypothesis hypothesis, ResponseDistributions distributions) {
    this.hypothesis = hypothesis;
    this.distributions = distributions;
  }

  /** The sum of one arm's cells. */
  private static final class ArmCounts {
    private final Arm arm;
    private final ExplainedCounts explained;
    private double hits;
    private double misses;
    private double background;
    private double anything;

    ArmCounts(Arm arm, ExplainedCounts explained) {
      this.arm = arm;
      this.explained = explained;
    }

    void add(ArmCounts more) {
      hits += more.hits;
      misses += more.misses;
      background += more.background;
      anything += more.anything;
      explained.add(more.explained);
    }
  }

  void clear() {
    byArm.clear();
  }

  void add(ComparedCell cell, int identical) {
    var counts = of(cell.arm());
    counts.anything += identical * cell.unsureGain();
    double hit = 0;
    for (var symptom : shown(cell.arm()).and(cell.present())) {
      hit += identical * cell.count(symptom);
      counts.background += identical * cell.background(symptom);
      counts.explained.add(cell, symptom, identical);
    }
    counts.hits += hit;
    counts.misses += identical * cell.total() - hit;
  }

  /** An arm that only resolves the name shows a fault of the name. */
  private SymptomSet shown(Arm arm) {
    return hypothesis.symptoms(
        ArmGroups.RESOLUTIONS.contains(arm)
            ? Mechanism.Effect.HIT_NAME
            : Mechanism.Effect.UNPREDICTED);
  }

  void add(UnknownArmEffects more) {
    more.byArm.forEach(counts -> of(counts.arm).add(counts));
  }

  private ArmCounts of(Arm arm) {
    for (var counts : byArm) {
      if (counts.arm == arm) {
        return counts;
      }
    }
    byArm.add(new ArmCounts(arm, new ExplainedCounts(distributions)));
    return byArm.getLast();
  }

  double gain() {
    double sum = 0;
    for (var counts : byArm) {
      var hit = LOG_EFFECT_HITS + chance(counts) - counts.background + counts.explained.gain();
      sum +=
          LogMath.logAdd(
              LOG_EFFECT_SPARES, LogMath.logAdd(hit, LOG_EFFECT_OTHER + counts.anything));
    }
    return sum;
  }

  /** The gain for a known effect. */
  double most() {
    double sum = 0;
    for (var counts : byArm) {
      sum += Math.max(0, Math.max(chance(counts) - counts.background, counts.anything));
    }
    return sum;
  }

  private boolean isLate() {
    return hypothesis.mechanism().restrictions().contains(Mechanism.Restriction.LATE);
  }

  private double chance(ArmCounts counts) {
    return hypothesis.always() && !isLate()
        ? counts.hits * NoiseModel.LOG_ALWAYS_HITS + counts.misses * NoiseModel.LOG_ALWAYS_MISSES
        : UnknownRate.logProbability(counts.hits, counts.misses);
  }
}
