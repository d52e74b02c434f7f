package dev.parallax.attribution.nextround;

import dev.parallax.attribution.hypothesis.Hypothesis;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The posterior over the open explanations after answered proposals: a branch for every possible
 * answer, with its probability under each explanation.
 */
public final class InformationGain {
  /** Further answers are combined. */
  private static final int MOST = 24;

  private final List<OpenExplanation> suspects;
  private final List<double[]> branches;

  private InformationGain(List<OpenExplanation> suspects, List<double[]> branches) {
    this.suspects = suspects;
    this.branches = branches;
  }

  public static InformationGain of(List<OpenExplanation> suspects) {
    return new InformationGain(
        suspects, List.of(suspects.stream().mapToDouble(OpenExplanation::mass).toArray()));
  }

  /**
   * Expected information on which suspect it is, in bits: the mutual information between the cause,
   * by the name it is reported by, and the answer.
   *
   * @param answers for each suspect the chances of its answers
   */
  public double gain(List<Map<PredictedAnswer, Double>> answers) {
    return Math.max(0, branches.stream().mapToDouble(branch -> gain(branch, answers)).sum());
  }

  /** After this answer as well. */
  public InformationGain after(List<Map<PredictedAnswer, Double>> answers) {
    var split = new ArrayList<double[]>();
    for (var branch : branches) {
      split.addAll(split(branch, answers));
    }
    split.sort(Comparator.comparingDouble((double[] branch) -> -sum(branch)));
    var kept = new ArrayList<>(split.subList(0, Math.min(MOST, split.size())));
    split.stream().skip(MOST).reduce(InformationGain::plus).ifPresent(kept::add);
    return new InformationGain(suspects, kept);
  }

  private List<double[]> split(double[] branch, List<Map<PredictedAnswer, Double>> answers) {
    Map<PredictedAnswer, double[]> byAnswer = new LinkedHashMap<>();
    for (int i = 0; i < branch.length; i++) {
      for (var answer : answers.get(i).entrySet()) {
        byAnswer.computeIfAbsent(answer.getKey(), none -> new double[branch.length])[i] +=
            branch[i] * answer.getValue();
      }
    }
    return List.copyOf(byAnswer.values());
  }

  private double gain(double[] branch, List<Map<PredictedAnswer, Double>> answers) {
    double gain = open(branch);
    for (var after : split(branch, answers)) {
      gain -= open(after);
    }
    return gain;
  }

  /** The entropy over names in bits, times the branch's chance. */
  private double open(double[] branch) {
    Map<Set<Hypothesis.Key>, Double> byName = new LinkedHashMap<>();
    for (int i = 0; i < branch.length; i++) {
      byName.merge(suspects.get(i).names(), branch[i], Double::sum);
    }
    var all = sum(branch);
    return byName.values().stream()
            .filter(mass -> mass > 0)
            .mapToDouble(mass -> -mass * StrictMath.log(mass / all))
            .sum()
        / StrictMath.log(2);
  }

  private static double sum(double[] values) {
    double sum = 0;
    for (double value : values) {
      sum += value;
    }
    return sum;
  }

  private static double[] plus(double[] first, double[] second) {
    var both = first.clone();
    for (int i = 0; i < both.length; i++) {
      both[i] += second[i];
    }
    return both;
  }
}
