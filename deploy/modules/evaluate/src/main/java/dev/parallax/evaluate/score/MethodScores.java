package dev.parallax.evaluate.score;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.function.Predicate;
import java.util.function.ToIntFunction;

/** How a method did over many sweeps. */
public record MethodScores(List<SweepScore> marks) {
  public static final double CONFIDENT = 0.9;
  private static final int BINS = 15;

  public MethodScores {
    marks = List.copyOf(marks);
  }

  public double share(Predicate<SweepScore> holds) {
    return marks.isEmpty() ? 0 : (double) count(holds) / marks.size();
  }

  long count(Predicate<SweepScore> holds) {
    return marks.stream().filter(holds).count();
  }

  /** Verdicts with a blame and p ≥ 0.9. */
  List<SweepScore> confident() {
    return marks.stream().filter(it -> !it.abstained() && it.probability() >= CONFIDENT).toList();
  }

  public Proportion confidentWrong() {
    var sure = confident();
    return new Proportion(sure.stream().filter(SweepScore::wrong).count(), sure.size());
  }

  /** Wrong by the exact answer, also where this fleet cannot distinguish it. */
  public Proportion confidentInexact() {
    var sure = confident();
    return new Proportion(sure.stream().filter(it -> !it.exact()).count(), sure.size());
  }

  public Proportion falseOnHealthy() {
    var healthy = marks.stream().filter(SweepScore::healthy).toList();
    return new Proportion(healthy.stream().filter(SweepScore::wrong).count(), healthy.size());
  }

  List<SweepScore> named() {
    return marks.stream()
        .filter(it -> !it.abstained())
        .sorted(Comparator.comparingDouble(SweepScore::probability))
        .toList();
  }

  /**
   * Expected calibration error in bins of equal mass: the mean distance between probability and
   * outcome.
   */
  public double calibrationError() {
    return bins().stream()
        .mapToDouble(bin -> bin.weight() * Math.abs(bin.predicted() - bin.came()))
        .sum();
  }

  public double brier() {
    return named().stream()
        .mapToDouble(it -> square(it.probability() - (it.wrong() ? 0 : 1)))
        .average()
        .orElse(0);
  }

  private static double square(double value) {
    return value * value;
  }

  public double lineagePrecision() {
    return ratio(it -> it.lineage().both(), it -> it.lineage().reported());
  }

  public double lineageRecall() {
    return ratio(it -> it.lineage().both(), it -> it.lineage().real());
  }

  private double ratio(ToIntFunction<SweepScore> part, ToIntFunction<SweepScore> all) {
    double whole = marks.stream().mapToInt(all).sum();
    return whole == 0 ? 0 : marks.stream().mapToInt(part).sum() / whole;
  }

  /**
   * A point of the risk-coverage curve, for a threshold of probability.
   *
   * @param coverage share of all sweeps
   * @param risk share of the answered sweeps that is wrong
   */
  public record Point(double coverage, double risk, double least) {}

  /** In descending order of probability; sweeps with the same probability form one point. */
  public List<Point> riskCoverage() {
    var named = named().reversed();
    var points = new ArrayList<Point>();
    int wrong = 0;
    for (int i = 0; i < named.size(); i++) {
      wrong += named.get(i).wrong() ? 1 : 0;
      boolean last = i + 1 == named.size();
      if (last || named.get(i + 1).probability() < named.get(i).probability()) {
        points.add(
            new Point((i + 1.0) / marks.size(), wrong / (i + 1.0), named.get(i).probability()));
      }
    }
    return points;
  }

  /** The most that can be answered at no more than this risk. */
  public double coverageAt(double risk) {
    return riskCoverage().stream()
        .filter(point -> point.risk() <= risk)
        .mapToDouble(Point::coverage)
        .max()
        .orElse(0);
  }

  /**
   * A bin of verdicts with similar probability.
   *
   * @param weight share of all
   * @param predicted mean probability
   * @param came share that was right
   */
  public record Bin(double weight, double predicted, double came, int size) {}

  public List<Bin> bins() {
    var named = named();
    var came = came(named);
    var bins = new ArrayList<Bin>();
    for (int i = 0; i < BINS; i++) {
      int from = i * named.size() / BINS;
      int until = (i + 1) * named.size() / BINS;
      if (until > from) {
        double value =
            named.subList(from, until).stream()
                .mapToDouble(SweepScore::probability)
                .average()
                .orElse(0);
        double right = Arrays.stream(came, from, until).average().orElse(0);
        bins.add(new Bin((double) (until - from) / named.size(), value, right, until - from));
      }
    }
    return bins;
  }

  /** Equal probabilities count with their mean outcome, so that their order does not matter. */
  private static double[] came(List<SweepScore> named) {
    var came = new double[named.size()];
    int from = 0;
    for (int i = 1; i <= came.length; i++) {
      if (i == came.length || named.get(i).probability() > named.get(from).probability()) {
        var tied = named.subList(from, i);
        Arrays.fill(
            came,
            from,
            i,
            1 - (double) tied.stream().filter(SweepScore::wrong).count() / tied.size());
        from = i;
      }
    }
    return came;
  }
}
