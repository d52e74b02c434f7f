package dev.parallax.attribution.inference;

import dev.parallax.attribution.catalogue.Mechanism;
import dev.parallax.attribution.catalogue.Priors;
import dev.parallax.attribution.comparison.ComparedCell;
import dev.parallax.attribution.comparison.ComparedVantage;
import dev.parallax.attribution.hypothesis.Hypothesis;
import dev.parallax.attribution.stats.DirichletMultinomial;
import dev.parallax.attribution.stats.LogMath;
import dev.parallax.attribution.stats.UnknownRate;
import dev.parallax.attribution.symptom.Symptom;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;

/**
 * The log Bayes factor of LIKELIHOOD.md, computed trial by trial from a comparison: for arms with a
 * prediction under every hypothesis, a server with one answer to each, and without far ends, walks
 * and uncorroborated addresses.
 */
final class TrialByTrial {
  private static final List<Symptom> LOSS =
      List.of(
          Symptom.OK_LOSSY,
          Symptom.CONNECT_SILENT,
          Symptom.SILENT_AFTER_HELLO,
          Symptom.NAME_UNRESOLVED,
          Symptom.BROKEN_HANDSHAKE,
          Symptom.HTTP_BROKEN);

  private final List<Hypothesis> hypotheses;
  private final List<VantageSums> vantages = new ArrayList<>();

  private TrialByTrial(List<Hypothesis> hypotheses) {
    this.hypotheses = hypotheses;
  }

  /** The sums over the trials of one vantage, by hypothesis. */
  private static final class VantageSums {
    private final boolean inside;
    private final double outlier;
    private final double[] hits;
    private final double[] misses;
    private final double[][] shown;
    private double own;

    VantageSums(ComparedVantage vantage, int hypotheses) {
      inside = vantage.inside();
      outlier = outlier(vantage);
      hits = new double[hypotheses];
      misses = new double[hypotheses];
      shown = new double[hypotheses][Symptom.COUNT];
    }

    boolean hasMain(int i) {
      return Arrays.stream(shown[i]).anyMatch(count -> count > 0);
    }
  }

  static double gain(List<ComparedVantage> vantages, Explanation explanation) {
    var sum = new TrialByTrial(explanation.hypotheses());
    vantages.stream()
        .filter(vantage -> explanation.hypotheses().stream().anyMatch(h -> h.touches(vantage)))
        .forEach(sum::add);
    return sum.gain();
  }

  private void add(ComparedVantage vantage) {
    var sums = new VantageSums(vantage, hypotheses.size());
    for (var cell : vantage.cells()) {
      for (var symptom : Symptom.values()) {
        if (cell.count(symptom) > 0) {
          add(sums, vantage, cell, symptom);
        }
      }
    }
    for (int i = 0; i < hypotheses.size(); i++) {
      sums.own += beside(sums.shown[i], concentrations(hypotheses.get(i).mechanism().shows()));
    }
    if (sums.outlier > 0) {
      var others = new ArrayList<>(LOSS);
      hypotheses.forEach(hypothesis -> others.removeAll(hypothesis.mechanism().shows()));
      sums.own += Math.max(0, lossy(vantage, others));
    }
    vantages.add(sums);
  }

  /**
   * The trials of one cell with the same outcome: the hypotheses that explain them, and those they
   * contradict.
   */
  private void add(VantageSums sums, ComparedVantage vantage, ComparedCell cell, Symptom symptom) {
    double count = cell.count(symptom);
    boolean ended = false;
    Set<Symptom> claimed = Set.of();
    for (int i = 0; i < hypotheses.size(); i++) {
      var hypothesis = hypotheses.get(i);
      var effect = hypothesis.effect(vantage, cell.key());
      if (effect == Mechanism.Effect.SPARED || claimed.contains(hypothesis.symptom())) {
        continue;
      }
      var symptoms = symptoms(hypothesis, effect);
      if (symptoms.contains(symptom)) {
        sums.own -= cell.background(symptom);
        sums.hits[i] += count;
        sums.shown[i][symptom.index()] += effect == Mechanism.Effect.HIT ? count : 0;
        return;
      }
      ended |= hypothesis.always() && endsBefore(symptom, hypothesis.symptom());
      sums.misses[i] += ended ? 0 : count;
      claimed = symptoms;
    }
  }

  private static Set<Symptom> symptoms(Hypothesis hypothesis, Mechanism.Effect effect) {
    return switch (effect) {
      case HIT -> Set.copyOf(hypothesis.mechanism().shows());
      case HIT_EARLY -> Set.of(Symptom.CUT_BEFORE_HELLO);
      case SPARED, HIT_NAME, UNPREDICTED -> throw new IllegalArgumentException("effect " + effect);
    };
  }

  private static boolean endsBefore(Symptom symptom, Symptom fault) {
    return symptom != Symptom.OTHER && !symptom.passes() && fault.clears(symptom);
  }

  private double gain() {
    var rates = IntStream.range(0, hypotheses.size()).mapToDouble(this::estimate).toArray();
    double sum = 0;
    var counted = new ArrayList<VantageSums>();
    for (var vantage : vantages) {
      double gain = vantage.own;
      for (int i = 0; i < rates.length; i++) {
        gain +=
            vantage.hits[i] * StrictMath.log(rates[i])
                + vantage.misses[i] * StrictMath.log(1 - rates[i]);
      }
      boolean isOutlier = vantage.outlier > gain;
      sum += (isOutlier ? vantage.outlier : vantage.own) - Math.max(0, vantage.outlier);
      if (!isOutlier) {
        counted.add(vantage);
      }
    }
    for (int i = 0; i < rates.length; i++) {
      sum += logRate(i, counted) + preference(i, counted);
    }
    return sum;
  }

  private double estimate(int i) {
    double hits = vantages.stream().mapToDouble(vantage -> vantage.hits[i]).sum();
    double misses = vantages.stream().mapToDouble(vantage -> vantage.misses[i]).sum();
    return hypotheses.get(i).always() ? 0.98 : (hits + 1) / (hits + misses + 2);
  }

  private double logRate(int i, List<VantageSums> counted) {
    double hits = counted.stream().mapToDouble(vantage -> vantage.hits[i]).sum();
    double misses = counted.stream().mapToDouble(vantage -> vantage.misses[i]).sum();
    if (hypotheses.get(i).always()) {
      return hits * StrictMath.log(0.98) + misses * StrictMath.log(0.02);
    }
    double least = Priors.leastRate(hypotheses.get(i).id());
    return hits + misses == 0 ? 0 : UnknownRate.logProbability(hits, misses, least, 1);
  }

  /** The main symptom of each vantage, inside and outside apart. */
  private double preference(int i, List<VantageSums> counted) {
    double sum = 0;
    for (boolean inside : new boolean[] {false, true}) {
      var mains = new double[Symptom.COUNT];
      counted.stream()
          .filter(vantage -> vantage.inside == inside && vantage.hasMain(i))
          .forEach(vantage -> mains[LogMath.indexOfLargest(vantage.shown[i])]++);
      sum +=
          DirichletMultinomial.logProbability(
              mains, concentrations(hypotheses.get(i).mechanism().shows()));
    }
    return sum;
  }

  /** The symptoms of one vantage given its main symptom. */
  private static double beside(double[] shown, double[] concentrations) {
    long symptoms = Arrays.stream(shown).filter(count -> count > 0).count();
    double all = Arrays.stream(concentrations).sum();
    return symptoms < 2
        ? 0
        : DirichletMultinomial.logProbability(shown, concentrations)
            - StrictMath.log(concentrations[LogMath.indexOfLargest(shown)] / all);
  }

  private static double[] concentrations(List<Symptom> likeliestFirst) {
    var values = new double[Symptom.COUNT];
    for (int i = 0; i < likeliestFirst.size(); i++) {
      values[likeliestFirst.get(i).index()] = 0.2 / (i + 1);
    }
    return values;
  }

  private static double outlier(ComparedVantage vantage) {
    double anything = StrictMath.log(0.01);
    var sparse = new double[Symptom.COUNT];
    Arrays.fill(sparse, 1.0 / Symptom.COUNT);
    for (var cell : vantage.cells()) {
      var counts = new double[Symptom.COUNT];
      for (var symptom : Symptom.values()) {
        counts[symptom.index()] = cell.count(symptom);
        anything -= cell.background(symptom);
      }
      anything += DirichletMultinomial.logProbability(counts, sparse);
    }
    double lossy = lossy(vantage, LOSS);
    return vantage.inside() ? lossy : Math.max(anything, lossy);
  }

  /** The vantage loses packets for a while, including those to its references. */
  private static double lossy(ComparedVantage vantage, List<Symptom> loss) {
    int references = vantage.vantage().references().size();
    double kept = references / (1 + 0.1 * Math.max(0, references - 1));
    double lost = 0;
    double background = 0;
    var shown = new double[Symptom.COUNT];
    for (var cell : vantage.cells()) {
      for (var symptom : Symptom.values()) {
        if (loss.contains(symptom)) {
          lost += cell.count(symptom);
          shown[symptom.index()] += cell.count(symptom);
          background += cell.background(symptom);
        } else {
          kept += cell.count(symptom);
        }
      }
    }
    return lost == 0
        ? Double.NEGATIVE_INFINITY
        : StrictMath.log(0.03)
            + UnknownRate.logProbability(lost, kept, 0.02, 0.7)
            + DirichletMultinomial.logProbability(shown, concentrations(LOSS))
            - background;
  }
}
