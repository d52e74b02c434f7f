package dev.parallax.evaluate;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** How a method did over many sweeps. */
record Figures(List<Marks> marks) {
  static final double CONFIDENT = 0.9;
  private static final int BINS = 15;

  Figures {
    marks = List.copyOf(marks);
  }

  double share(java.util.function.Predicate<Marks> holds) {
    return marks.isEmpty() ? 0 : (double) count(holds) / marks.size();
  }

  long count(java.util.function.Predicate<Marks> holds) {
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
    return bins().stream().mapToDouble(bin -> bin.weight() * Math.abs(bin.said() - bin.came())).sum();
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
    var bins = new ArrayList<Bin>();
    for (int i = 0; i < BINS; i++) {
      var part = named.subList(i * named.size() / BINS, (i + 1) * named.size() / BINS);
      if (!part.isEmpty()) {
        double said = part.stream().mapToDouble(Marks::probability).average().orElse(0);
        double came = (double) part.stream().filter(it -> !it.wrong()).count() / part.size();
        bins.add(new Bin((double) part.size() / named.size(), said, came, part.size()));
      }
    }
    return bins;
  }
}
