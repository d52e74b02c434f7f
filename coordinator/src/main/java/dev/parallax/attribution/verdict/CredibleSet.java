package dev.parallax.attribution.verdict;

import dev.parallax.attribution.catalogue.Thresholds;
import dev.parallax.attribution.hypothesis.BlameAssignment;
import dev.parallax.attribution.hypothesis.Hypothesis;
import dev.parallax.attribution.inference.Calibration;
import dev.parallax.attribution.inference.HypothesisPosterior;
import dev.parallax.attribution.inference.Posterior;
import dev.parallax.model.verdict.Blame;
import dev.parallax.model.verdict.Candidate;
import dev.parallax.model.verdict.Cause;
import dev.parallax.model.verdict.Scope;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * The marginal posterior of the causes with its highest-density set: the smallest set of causes,
 * the most probable first, whose masses sum to {@link Thresholds#CREDIBLE} or more.
 *
 * @param beliefs all causes, the most probable first
 * @param members the causes of the set, the most probable first
 * @param leading the cause that a verdict names
 */
record CredibleSet(
    List<HypothesisPosterior> beliefs,
    List<HypothesisPosterior> members,
    HypothesisPosterior leading) {
  static CredibleSet of(Posterior posterior) {
    return of(List.copyOf(posterior.byCause().values()));
  }

  /**
   * @param causes with masses that sum to 1, in any order
   */
  static CredibleSet of(List<HypothesisPosterior> causes) {
    var beliefs =
        causes.stream()
            .sorted(Comparator.comparingDouble(HypothesisPosterior::mass).reversed())
            .toList();
    return new CredibleSet(beliefs, members(beliefs), smallestPlace(beliefs));
  }

  private static List<HypothesisPosterior> members(List<HypothesisPosterior> beliefs) {
    var set = new ArrayList<HypothesisPosterior>();
    double mass = 0;
    for (var belief : beliefs) {
      if (mass < Thresholds.CREDIBLE) {
        set.add(belief);
        mass += belief.mass();
      }
    }
    return set;
  }

  /** Of scopes with the same vantages the network is named: it is the smaller claim. */
  private static HypothesisPosterior smallestPlace(List<HypothesisPosterior> beliefs) {
    var first = beliefs.getFirst();
    return beliefs.stream()
        .filter(belief -> belief.id() == first.id())
        .filter(belief -> belief.name().scope().attribute() == Scope.Attribute.NETWORK)
        .filter(belief -> belief.name().scope().vantages().equals(first.name().scope().vantages()))
        .findFirst()
        .orElse(first);
  }

  /** The calibrated probability, 0 to 1, that the blame is this. */
  double probability(BlameAssignment fault) {
    var sum =
        beliefs.stream()
            .filter(belief -> agrees(BlameAssignment.of(belief.hypothesis()), fault))
            .mapToDouble(HypothesisPosterior::mass)
            .sum();
    return Calibration.of(fault.blame(), sum);
  }

  private static boolean agrees(BlameAssignment blame, BlameAssignment fault) {
    return blame.blame() == fault.blame()
        && (fault.segment().isEmpty() || blame.segment().equals(fault.segment()));
  }

  /**
   * The credible causes are one cause of the path; their scopes, and so their blames, may differ.
   */
  boolean isOneCauseOnTheWay() {
    return members.stream().map(HypothesisPosterior::id).distinct().count() == 1
        && leading.id().family() == Cause.CauseFamily.PATH;
  }

  /** The probability of the leading cause in any scope, 0 to 1, as far as calibrated. */
  double probabilityInAnyScope(Blame blame) {
    return Calibration.of(
        blame,
        beliefs.stream()
            .filter(belief -> belief.id() == leading.id())
            .mapToDouble(HypothesisPosterior::mass)
            .sum());
  }

  /** The most probable cause with another blame; without one, with another name. */
  Optional<HypothesisPosterior> runnerUp(Hypothesis hypothesis, BlameAssignment fault) {
    return beliefs.stream()
        .filter(belief -> !BlameAssignment.of(belief.hypothesis()).equals(fault))
        .findFirst()
        .or(
            () ->
                beliefs.stream()
                    .filter(belief -> !belief.name().equals(hypothesis.name()))
                    .findFirst());
  }

  List<Candidate> candidates() {
    return candidates(members);
  }

  static List<Candidate> candidates(List<HypothesisPosterior> causes) {
    return causes.stream()
        .map(
            cause ->
                new Candidate(
                    cause.id(),
                    cause.name().scope(),
                    Calibration.of(BlameAssignment.of(cause.hypothesis()).blame(), cause.mass())))
        .toList();
  }
}
