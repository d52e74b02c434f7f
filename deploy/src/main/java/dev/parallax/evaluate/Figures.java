package dev.parallax.evaluate;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.function.Predicate;
import java.util.function.ToIntFunction;

/** How a method did over many sweeps. */
record Figures(List<Marks> marks) {
  static final double CONFIDENT = 0.9;
  private static final int BINS = 15;

  Figures {
    marks = List.copyOf(marks);
  }

  double share(Predicate<Marks> holds) {
    return marks.isEmpty() ? 0 : (double) count(holds) / marks.size();
  }

  long count(Predicate<Marks> holds) {
    return marks.stream().filter(holds).count();
  }

  /** Verdicts that name somebody, surely. */
  List<Marks> confident() {
    return marks.stream().filter(it -> !it.abstained() && it.probability() >= CONFIDENT).toList();
  }

  Share confidentWrong() {
    var sure = confident();
    return new Share(sure.stream().filter(Marks::wrong).count(), sure.size());
  }

  /** Wrong by what is true, also where this fleet could not know better. */
  Share confidentInexact() {
    var sure = confident();
    return new Share(sure.stream().filter(it -> !it.exact()).count(), sure.size());
  }

  Share falseOnHealthy() {
    var healthy = marks.stream().filter(Marks::healthy).toList();
    return new Share(healthy.stream().filter(Marks::wrong).count(), healthy.size());
  }

  List<Marks> named() {
    return marks.stream()
        .filter(it -> !it.abstained())
        .sorted(Comparator.comparingDouble(Marks::probability))
        .toList();
  }

  /** Of this many sweeps as many in each bin: how far what was said is from what came of it. */
  double calibrationError() {
    return bins().stream()
        .mapToDouble(bin -> bin.weight() * Math.abs(bin.said() - bin.came()))
        .sum();
  }

  double brier() {
    return named().stream()
        .mapToDouble(it -> square(it.probability() - (it.wrong() ? 0 : 1)))
        .average()
        .orElse(0);
  }

  private static double square(double value) {
    return value * value;
  }

  double lineagePrecision() {
    return ratio(it -> it.lineage().both(), it -> it.lineage().said());
  }

  double lineageRecall() {
    return ratio(it -> it.lineage().both(), it -> it.lineage().real());
  }

  private double ratio(ToIntFunction<Marks> some, ToIntFunction<Marks> all) {
    double whole = marks.stream().mapToInt(all).sum();
    return whole == 0 ? 0 : marks.stream().mapToInt(some).sum() / whole;
  }

  /**
   * What is answered when only the surest are.
   *
   * @param coverage share of all sweeps
   * @param risk share of those answered that is wrong
   */
  record Point(double coverage, double risk, double least) {}

  /** From the surest on; sweeps with the same probability come together. */
  List<Point> riskCoverage() {
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
  double coverageAt(double risk) {
    return riskCoverage().stream()
        .filter(point -> point.risk() <= risk)
        .mapToDouble(Point::coverage)
        .max()
        .orElse(0);
  }

  /**
   * Verdicts of like probability.
   *
   * @param weight share of all
   * @param said mean probability
   * @param came share that was right
   */
  record Bin(double weight, double said, double came, int size) {}

  List<Bin> bins() {
    var named = named();
    var came = came(named);
    var bins = new ArrayList<Bin>();
    for (int i = 0; i < BINS; i++) {
      int from = i * named.size() / BINS;
      int until = (i + 1) * named.size() / BINS;
      if (until > from) {
        double said =
            named.subList(from, until).stream().mapToDouble(Marks::probability).average().orElse(0);
        double right = Arrays.stream(came, from, until).average().orElse(0);
        bins.add(new Bin((double) (until - from) / named.size(), said, right, until - from));
      }
    }
    return bins;
  }

  /** Of equal probabilities each counts as their mean, so that no order among them matters. */
  private static double[] came(List<Marks> named) {
    var came = new double[named.size()];
    int from = 0;
    for (int i = 1; i <= came.length; i++) {
      if (i == came.length || named.get(i).probability() > named.get(from).probability()) {
        var tied = named.subList(from, i);
        Arrays.fill(
            came, from, i, 1 - (double) tied.stream().filter(Marks::wrong).count() / tied.size());
        from = i;
      }
    }
    return came;
  }
}
