package dev.parallax.evaluate.score;

import dev.parallax.evaluate.network.SeededRandom;
import dev.parallax.model.verdict.Cause;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToDoubleFunction;

/**
 * Bootstrap confidence interval of a figure, 95 %: resampled within each cause, and reflected at
 * the estimate (basic bootstrap), since a mean of distances is biased upwards by noise.
 */
public record Bootstrap(double low, double high) {
  private static final int SAMPLES = 200;

  public static Bootstrap of(MethodScores figures, ToDoubleFunction<MethodScores> figure) {
    Map<Cause, List<SweepScore>> byCause = new EnumMap<>(Cause.class);
    figures
        .marks()
        .forEach(it -> byCause.computeIfAbsent(it.primary(), id -> new ArrayList<>()).add(it));
    var draw = SeededRandom.of(SAMPLES, figures.marks().size());
    var values = new double[SAMPLES];
    for (int i = 0; i < SAMPLES; i++) {
      values[i] = figure.applyAsDouble(resampled(byCause, draw));
    }
    Arrays.sort(values);
    double found = figure.applyAsDouble(figures);
    double low = 2 * found - values[SAMPLES - 1 - SAMPLES / 40];
    return new Bootstrap(Math.max(0, low), Math.max(found, 2 * found - values[SAMPLES / 40]));
  }

  private static MethodScores resampled(Map<Cause, List<SweepScore>> byCause, SeededRandom draw) {
    var sample = new ArrayList<SweepScore>();
    byCause.values().forEach(scores -> scores.forEach(score -> sample.add(draw.pick(scores))));
    return new MethodScores(sample);
  }
}
