package dev.parallax.attribution.verdict;

import dev.parallax.attribution.catalogue.Thresholds;
import dev.parallax.attribution.comparison.ComparedVantage;
import dev.parallax.attribution.comparison.ComparedVantages;
import dev.parallax.attribution.comparison.Comparison;
import dev.parallax.attribution.explain.EvidenceFindings;
import dev.parallax.attribution.explain.HopFindings;
import dev.parallax.attribution.explain.SingleArmFindings;
import dev.parallax.attribution.hypothesis.AffectedVantages;
import dev.parallax.attribution.hypothesis.BlameAssignment;
import dev.parallax.attribution.hypothesis.Hypothesis;
import dev.parallax.attribution.inference.Calibration;
import dev.parallax.attribution.inference.Explanation;
import dev.parallax.attribution.inference.HypothesisPosterior;
import dev.parallax.attribution.inference.Posterior;
import dev.parallax.attribution.inference.WeightOfEvidence;
import dev.parallax.attribution.nextround.ProbeSuggestions;
import dev.parallax.attribution.symptom.ClassifiedTrial;
import dev.parallax.attribution.symptom.TargetTrials;
import dev.parallax.attribution.symptom.VantageTrials;
import dev.parallax.model.Blame;
import dev.parallax.model.Candidate;
import dev.parallax.model.Cause;
import dev.parallax.model.Evidence;
import dev.parallax.model.FailureWord;
import dev.parallax.model.Grade;
import dev.parallax.model.Label;
import dev.parallax.model.NextProbe;
import dev.parallax.model.NextProbe.Why;
import dev.parallax.model.Scope;
import dev.parallax.model.Segment;
import dev.parallax.model.Verdict;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** Turns the belief about one cause into a verdict, or into saying what is missing for one. */
public final class VerdictRules {
  private static final int HOP_FINDINGS = 3;

  private final TargetTrials scene;
  private final Comparison table;
  private final List<HypothesisPosterior> beliefs;
  private final List<HypothesisPosterior> credible;
  private final HypothesisPosterior leading;
  private final Optional<Hypothesis> besides;
  private final Fit fit;

  /** Whether a verdict that leaves too much unexplained is held back. */
  public enum Fit {
    CHECKED,
    TAKEN
  }

  /**
   * @param besides the other cause at work, when there are two
   */
  public VerdictRules(
      TargetTrials scene,
      Comparison table,
      Posterior posterior,
      Optional<Hypothesis> besides,
      Fit fit) {
    this.fit = fit;
    this.scene = scene;
    this.table = table;
    this.besides = besides;
    this.beliefs =
        posterior.byCause().values().stream()
            .sorted(Comparator.comparingDouble(HypothesisPosterior::mass).reversed())
            .toList();
    this.credible = credible(beliefs);
    this.leading = nearest(beliefs);
  }

  private static List<HypothesisPosterior> credible(List<HypothesisPosterior> beliefs) {
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

  /** Of places that hold the same vantages the network is named: it is the smaller claim. */
  private static HypothesisPosterior nearest(List<HypothesisPosterior> beliefs) {
    var first = beliefs.getFirst();
    return beliefs.stream()
        .filter(one -> one.id() == first.id())
        .filter(one -> one.name().scope().attribute() == Scope.Attribute.NETWORK)
        .filter(one -> one.name().scope().vantages().equals(first.name().scope().vantages()))
        .findFirst()
        .orElse(first);
  }

  public Verdict verdict() {
    var fault = agreed();
    if (fault.isEmpty() || (fit == Fit.CHECKED && leavesTooMuchOpen())) {
      return inconclusive(List.of());
    }
    var missing = missing(fault.get());
    if (!missing.isEmpty()) {
      return inconclusive(missing);
    }
    if (fault.get().blame() != Blame.HEALTHY) {
      return blaming(fault.get());
    }
    return fit == Fit.CHECKED && RetransmissionFloor.anywhere(table.rows())
        ? inconclusive(List.of(EvidenceFloors.needs(Why.NEEDS_MORE_TRIALS, Map.of("trials", "20"))))
        : healthy();
  }

  /** More vantages fail for good that it does not account for than it accounts for. */
  private boolean leavesTooMuchOpen() {
    var hypothesis = leading.hypothesis();
    var ours = hypothesis == null ? List.<ComparedVantage>of() : AffectedVantages.by(hypothesis);
    var others = besides.map(AffectedVantages::by).orElse(List.of());
    var open =
        table.rows().stream()
            .filter(ComparedVantage::failsForGood)
            .filter(row -> !ours.contains(row) && !others.contains(row))
            .count();
    return open > ours.size();
  }

  /** What everything credible has in common; empty when that is not even who to blame. */
  private Optional<BlameAssignment> agreed() {
    var faults =
        credible.stream()
            .filter(one -> !theMachineItself(one))
            .map(one -> BlameAssignment.of(one.hypothesis()))
            .distinct()
            .toList();
    var blames = faults.stream().map(BlameAssignment::blame).distinct().toList();
    if (blames.size() > 1 || blames.getFirst() == Blame.INCONCLUSIVE) {
      return Optional.empty();
    }
    return Optional.of(
        faults.size() == 1
            ? faults.getFirst()
            : new BlameAssignment(blames.getFirst(), Optional.<Segment>empty()));
  }

  /** With one agent on a network the machine stays in the set and is not what is said. */
  private boolean theMachineItself(HypothesisPosterior belief) {
    return belief.id() == Cause.LOCAL_INTERCEPTION
        && BlameAssignment.of(leading.hypothesis()).blame() == Blame.PATH
        && leading.name().scope().attribute() == Scope.Attribute.NETWORK
        && leading.name().scope().vantages().equals(belief.name().scope().vantages());
  }

  private List<NextProbe> missing(BlameAssignment fault) {
    var answered = EvidenceFloors.answered(table);
    var hypothesis = leading.hypothesis();
    return !answered.isEmpty() || hypothesis == null
        ? answered
        : new EvidenceFloors(table, hypothesis).missing(fault);
  }

  private Verdict healthy() {
    return new Verdict(
        Blame.HEALTHY,
        Optional.empty(),
        Optional.of(differingAnswers() ? Cause.ANSWERS_DIFFER_BY_PLACE : Cause.HEALTHY),
        Optional.empty(),
        HypothesisPosterior.NOTHING.scope(),
        Optional.empty(),
        mass(new BlameAssignment(Blame.HEALTHY, Optional.empty())),
        true,
        Grade.STRONG,
        List.of(),
        healthyEvidence(),
        candidates(credible),
        List.of(),
        List.of());
  }

  private boolean differingAnswers() {
    return table.addresses().differ(scene.vantages());
  }

  private List<Evidence> healthyEvidence() {
    var hypothesis = leading.hypothesis();
    return hypothesis == null
        ? Stream.concat(
                Stream.of(EvidenceFindings.nothingFails(table)),
                SingleArmFindings.failingAlone(table.rows()))
            .toList()
        : EvidenceFindings.of(
            table, hypothesis, weights(hypothesis, BlameAssignment.of(leading.hypothesis())));
  }

  private Verdict blaming(BlameAssignment fault) {
    var hypothesis = Objects.requireNonNull(leading.hypothesis());
    var failing = AffectedVantages.by(hypothesis);
    var set = new ArrayList<>(credible);
    var next = new ProbeSuggestions(table, beliefs);
    var probes = new ArrayList<>(next.all());
    if (fault.blame() == Blame.PATH) {
      alternatives(hypothesis, failing, set, probes);
    }
    var walked = HopFindings.of(scene.target(), hypothesis.symptom(), failing);
    var evidence =
        new ArrayList<>(EvidenceFindings.of(table, hypothesis, weights(hypothesis, fault)));
    for (int i = 0; i < Math.min(HOP_FINDINGS, walked.size()); i++) {
      evidence.add(walked.get(i).evidence(i == 0 ? weights(hypothesis, fault).hops() : 0));
    }
    return new Verdict(
        fault.blame(),
        fault.segment(),
        named(fault) ? Optional.of(leading.id()) : Optional.empty(),
        EvidenceFindings.dominant(failing, hypothesis),
        hypothesis.reach().scope(),
        walked.stream().findFirst().map(HopFindings::hops),
        mass(fault),
        true,
        GradeRules.of(table, hypothesis, evidence),
        ComparedVantages.ids(failing),
        evidence,
        candidates(set),
        next.notRun(),
        probes);
  }

  /** A cause is named when the segment is settled; else the set speaks. */
  private boolean named(BlameAssignment fault) {
    return fault.segment().isPresent();
  }

  /**
   * With one agent in a network the machine itself, with one network the region, stays possible.
   */
  private void alternatives(
      Hypothesis hypothesis,
      List<ComparedVantage> failing,
      List<HypothesisPosterior> set,
      List<NextProbe> probes) {
    if (failing.size() == 1) {
      keep(set, one -> one.id() == Cause.LOCAL_INTERCEPTION);
      need(probes, Why.NEEDS_SECOND_AGENT, Map.of("network", failing.getFirst().network()));
    }
    var region = ComparedVantages.region(failing);
    if (!region.isEmpty() && onlyNetworkOf(region, failing)) {
      keep(
          set,
          one ->
              one.id() == hypothesis.id()
                  && one.name().scope().attribute() == Scope.Attribute.REGION);
      need(probes, Why.NEEDS_SECOND_NETWORK, Map.of("region", region));
    }
  }

  /** Once, with what it would tell where that is known. */
  private static void need(List<NextProbe> probes, Why why, Map<String, String> parameters) {
    if (probes.stream().noneMatch(probe -> probe.why() == why)) {
      probes.add(EvidenceFloors.needs(why, parameters));
    }
  }

  private void keep(List<HypothesisPosterior> set, Predicate<HypothesisPosterior> which) {
    if (set.stream().noneMatch(which)) {
      beliefs.stream().filter(which).findFirst().ifPresent(set::add);
    }
  }

  private boolean onlyNetworkOf(String region, List<ComparedVantage> failing) {
    var there =
        scene.vantages().stream()
            .filter(vantage -> !vantage.inside())
            .filter(
                vantage ->
                    vantage.description().label(Label.REGION).filter(region::equals).isPresent())
            .map(VantageTrials::network)
            .distinct()
            .toList();
    return there.size() == 1 && ComparedVantages.networks(failing).containsAll(there);
  }

  private Verdict inconclusive(List<NextProbe> missing) {
    var suspect = beliefs.stream().filter(one -> one.hypothesis() != null).findFirst();
    var hypothesis = suspect.map(HypothesisPosterior::hypothesis).filter(one -> !one.unknown());
    var failing = unexplained();
    var next = new ProbeSuggestions(table, beliefs);
    var probes = new ArrayList<>(next.all());
    probes.removeIf(probe -> missing.stream().anyMatch(one -> sameLack(one, probe)));
    probes.addAll(0, missing);
    return new Verdict(
        Blame.INCONCLUSIVE,
        Optional.empty(),
        Optional.empty(),
        word(failing),
        hypothesis.map(one -> one.reach().scope()).orElse(HypothesisPosterior.NOTHING.scope()),
        Optional.empty(),
        Calibration.of(Blame.INCONCLUSIVE, leading.mass()),
        true,
        Grade.SUGGESTIVE,
        ComparedVantages.ids(failing),
        hypothesis
            .filter(one -> !failing.isEmpty())
            .map(
                one ->
                    EvidenceFindings.of(
                        table, one, weights(one, BlameAssignment.of(leading.hypothesis()))))
            .orElse(List.of()),
        candidates(credible),
        next.notRun(),
        probes);
  }

  private static boolean sameLack(NextProbe one, NextProbe two) {
    return one.why() == two.why() && one.vantages().isEmpty() && two.vantages().isEmpty();
  }

  private List<ComparedVantage> unexplained() {
    var others = besides.map(AffectedVantages::by).orElse(List.of());
    return table.rows().stream()
        .filter(row -> row.vantage().failsBase() && !others.contains(row))
        .toList();
  }

  private static Optional<FailureWord> word(List<ComparedVantage> rows) {
    return rows.stream()
        .flatMap(ComparedVantage::named)
        .map(ClassifiedTrial::symptom)
        .filter(symptom -> !symptom.passes())
        .distinct()
        .sorted()
        .flatMap(symptom -> EvidenceFindings.dominant(rows, symptom::equals).stream())
        .findFirst();
  }

  /** Against the strongest explanation that would blame somebody else, or name another cause. */
  private WeightOfEvidence weights(Hypothesis hypothesis, BlameAssignment fault) {
    var runnerUp =
        beliefs.stream()
            .filter(one -> !BlameAssignment.of(one.hypothesis()).equals(fault))
            .findFirst()
            .or(
                () ->
                    beliefs.stream()
                        .filter(one -> !one.name().equals(hypothesis.name()))
                        .findFirst());
    return WeightOfEvidence.of(
        table,
        together(Optional.of(hypothesis)),
        together(runnerUp.map(HypothesisPosterior::hypothesis)));
  }

  private Explanation together(Optional<Hypothesis> hypothesis) {
    return new Explanation(Stream.concat(hypothesis.stream(), besides.stream()).toList());
  }

  private double mass(BlameAssignment fault) {
    var sum =
        beliefs.stream()
            .filter(one -> agrees(BlameAssignment.of(one.hypothesis()), fault))
            .mapToDouble(HypothesisPosterior::mass)
            .sum();
    return Calibration.of(fault.blame(), sum);
  }

  private static boolean agrees(BlameAssignment one, BlameAssignment fault) {
    return one.blame() == fault.blame()
        && (fault.segment().isEmpty() || one.segment().equals(fault.segment()));
  }

  private static List<Candidate> candidates(List<HypothesisPosterior> set) {
    return set.stream()
        .map(
            one ->
                new Candidate(
                    one.id(),
                    one.name().scope(),
                    Calibration.of(BlameAssignment.of(one.hypothesis()).blame(), one.mass())))
        .toList();
  }
}
