package dev.parallax.attribution.inference;

import dev.parallax.attribution.catalogue.NoiseModel;
import dev.parallax.attribution.comparison.ComparedCell;
import dev.parallax.attribution.comparison.ResponseDistributions;
import dev.parallax.attribution.hypothesis.Hypothesis;
import dev.parallax.attribution.stats.LogMath;
import dev.parallax.attribution.stats.UnknownRate;
import dev.parallax.model.Arm;
import java.util.ArrayList;
import java.util.List;

/**
 * What one cause makes of the arms it makes no prediction for. Whatever it does to such an arm, it
 * does to all it touches alike: spares it, hits it as it hits the others, or something else.
 */
public final class UnknownArmEffects {
  private static final double LOG_SPARED = Math.log(NoiseModel.UNKNOWN_EFFECT_SPARES);
  private static final double LOG_HIT = Math.log(NoiseModel.UNKNOWN_EFFECT_HITS);
  private static final double LOG_ELSE = Math.log(NoiseModel.UNKNOWN_EFFECT_OTHER);

  private final Hypothesis hypothesis;
  private final ResponseDistributions pools;
  private final List<Doubt> doubts = new ArrayList<>();

  UnknownArmEffects(Hypothesis hypothesis, ResponseDistributions pools) {
    this.hypothesis = hypothesis;
    this.pools = pools;
  }

  /** One arm's cells, summed up. */
  private static final class Doubt {
    private final Arm arm;
    private final ExplainedCounts taken;
    private double hits;
    private double misses;
    private double background;
    private double anything;

    Doubt(Arm arm, ExplainedCounts taken) {
      this.arm = arm;
      this.taken = taken;
    }

    void add(Doubt more) {
      hits += more.hits;
      misses += more.misses;
      background += more.background;
      anything += more.anything;
      taken.add(more.taken);
    }
  }

  void clear() {
    doubts.clear();
  }

  void add(ComparedCell cell, int identical) {
    var doubt = of(cell.arm());
    doubt.anything += identical * cell.unsureGain();
    double hit = 0;
    var shows = hypothesis.mechanism().preference().symptoms();
    for (var symptom : shows.and(cell.present())) {
      hit += identical * cell.count(symptom);
      doubt.background += identical * cell.background(symptom);
      doubt.taken.add(cell, symptom, identical);
    }
    doubt.hits += hit;
    doubt.misses += identical * cell.total() - hit;
  }

  void add(UnknownArmEffects more) {
    more.doubts.forEach(doubt -> of(doubt.arm).add(doubt));
  }

  private Doubt of(Arm arm) {
    for (var doubt : doubts) {
      if (doubt.arm == arm) {
        return doubt;
      }
    }
    doubts.add(new Doubt(arm, new ExplainedCounts(pools)));
    return doubts.getLast();
  }

  double gain() {
    double sum = 0;
    for (var doubt : doubts) {
      var hit = LOG_HIT + chance(doubt) - doubt.background + doubt.taken.gain();
      sum += LogMath.logAdd(LOG_SPARED, LogMath.logAdd(hit, LOG_ELSE + doubt.anything));
    }
    return sum;
  }

  /** The gain if it were known what it does. */
  double most() {
    double sum = 0;
    for (var doubt : doubts) {
      sum += Math.max(0, Math.max(chance(doubt) - doubt.background, doubt.anything));
    }
    return sum;
  }

  private double chance(Doubt doubt) {
    return hypothesis.always()
        ? doubt.hits * Math.log1p(-NoiseModel.MISS) + doubt.misses * Math.log(NoiseModel.MISS)
        : UnknownRate.logProbability(doubt.hits, doubt.misses);
  }
}
