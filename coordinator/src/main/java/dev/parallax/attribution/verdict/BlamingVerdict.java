package dev.parallax.attribution.verdict;

import dev.parallax.attribution.catalogue.Thresholds;
import dev.parallax.attribution.comparison.ComparedVantage;
import dev.parallax.attribution.comparison.ComparedVantages;
import dev.parallax.attribution.explain.figure.FailureWords;
import dev.parallax.attribution.explain.target.HopFindings;
import dev.parallax.attribution.hypothesis.AffectedVantages;
import dev.parallax.attribution.hypothesis.BlameAssignment;
import dev.parallax.attribution.hypothesis.Hypothesis;
import dev.parallax.attribution.inference.HypothesisPosterior;
import dev.parallax.attribution.nextround.ProbeSuggestions;
import dev.parallax.attribution.symptom.ClassifiedTrial;
import dev.parallax.attribution.symptom.Symptom;
import dev.parallax.attribution.symptom.VantageTrials;
import dev.parallax.attribution.witness.UnansweredPackets;
import dev.parallax.model.failure.FailureWord;
import dev.parallax.model.failure.StepFailure;
import dev.parallax.model.vantage.Label;
import dev.parallax.model.verdict.Blame;
import dev.parallax.model.verdict.Cause;
import dev.parallax.model.verdict.Evidence;
import dev.parallax.model.verdict.NextProbe;
import dev.parallax.model.verdict.NextProbe.Why;
import dev.parallax.model.verdict.Scope;
import dev.parallax.model.verdict.Verdict;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Predicate;

/** The verdict with a blame: a party that can repair the fault. */
final class BlamingVerdict {
  private static final int HOP_FINDINGS = 3;

  private final VerdictInputs inputs;
  private final BlameAssignment fault;
  private final Hypothesis hypothesis;
  private final List<ComparedVantage> failing;
  private final List<HypothesisPosterior> candidates;
  private final List<NextProbe> probes;

  private BlamingVerdict(VerdictInputs inputs, BlameAssignment fault) {
    this.inputs = inputs;
    this.fault = fault;
    this.hypothesis = Objects.requireNonNull(inputs.leading().hypothesis());
    this.failing = AffectedVantages.by(hypothesis);
    this.candidates = new ArrayList<>(inputs.beliefs().members());
    this.probes = new ArrayList<>();
  }

  static Verdict of(VerdictInputs inputs, BlameAssignment fault) {
    return new BlamingVerdict(inputs, fault).verdict();
  }

  private Verdict verdict() {
    var suggestions = new ProbeSuggestions(inputs.table(), inputs.beliefs().beliefs());
    probes.addAll(suggestions.all());
    if (fault.blame() == Blame.PATH) {
      addAlternatives();
    }
    var hops = HopFindings.of(inputs.trials().target(), hypothesis.symptom(), failing);
    var evidence = evidence(hops);
    var failure = FailureWords.dominant(failing, hypothesis);
    return new Verdict(
        fault.blame(),
        fault.segment(),
        named(),
        failure.map(StepFailure::word),
        failure.map(StepFailure::step),
        hypothesis.reach().scope(),
        hops.stream().findFirst().map(HopFindings::hops),
        probability(hops),
        true,
        GradeRules.of(inputs.table(), hypothesis, evidence),
        ComparedVantages.ids(failing),
        inputs.withContext(evidence),
        CredibleSet.candidates(candidates),
        suggestions.notRun(),
        probes);
  }

  /** A cause is named when the segment is settled, or when its scope alone is open. */
  private Optional<Cause> named() {
    return fault.segment().isPresent() || inputs.beliefs().isOneCauseOnTheWay()
        ? Optional.of(inputs.leading().id())
        : Optional.empty();
  }

  /**
   * With one failing host on the path's network, no hop beyond it and no packet that is known to
   * have left the host, the host may be at fault; so may its resolver or uplink where no name
   * resolves.
   */
  private double probability(List<HopFindings> hops) {
    var beliefs = inputs.beliefs();
    var likely =
        beliefs.isOneCauseOnTheWay()
            ? beliefs.probabilityInAnyScope(fault.blame())
            : beliefs.probability(fault);
    var mayBeHost =
        fault.blame() == Blame.PATH
            && (BlameAssignment.isOnTheWay(hypothesis.id())
                || failing.stream().allMatch(BlamingVerdict::resolvesNothing))
            && ComparedVantages.hosts(failing) == 1
            && hops.stream().noneMatch(findings -> findings.hops().from() > 0)
            && failing.stream().noneMatch(this::isPassedByItsHost);
    return mayBeHost ? Math.min(likely, Thresholds.HOST_OR_NETWORK_SUREST) : likely;
  }

  /** No name resolves there; an answer, though false, is an act of a resolver elsewhere. */
  private static boolean resolvesNothing(ComparedVantage row) {
    return row.vantage().base().allMatch(BlamingVerdict::isUnresolved)
        && row.vantage().references().stream().noneMatch(ClassifiedTrial::ok);
  }

  private static boolean isUnresolved(ClassifiedTrial trial) {
    return trial.symptom() == Symptom.NAME_UNRESOLVED
        && !trial.word().equals(Optional.of(FailureWord.DNS_BOGON));
  }

  private boolean isPassedByItsHost(ComparedVantage row) {
    return UnansweredPackets.leftTheHost(
        row.vantage(), inputs.trials().target(), hypothesis.symptom());
  }

  private List<Evidence> evidence(List<HopFindings> hops) {
    var evidence = new ArrayList<>(inputs.evidence(hypothesis, fault));
    double weight = hops.isEmpty() ? 0 : inputs.weights(hypothesis, fault).hops();
    for (int i = 0; i < Math.min(HOP_FINDINGS, hops.size()); i++) {
      evidence.add(hops.get(i).evidence(i == 0 ? weight : 0));
    }
    return evidence;
  }

  /** With 1 agent in a network its host stays a candidate, with 1 network the region does. */
  private void addAlternatives() {
    if (failing.size() == 1) {
      addCandidate(belief -> belief.id() == Cause.LOCAL_INTERCEPTION);
      addNeed(Why.NEEDS_SECOND_AGENT, Map.of("network", failing.getFirst().network()));
    }
    var region = ComparedVantages.region(failing);
    if (!region.isEmpty() && isOnlyNetworkOf(region)) {
      addCandidate(
          belief ->
              belief.id() == hypothesis.id()
                  && belief.name().scope().attribute() == Scope.Attribute.REGION);
      addNeed(Why.NEEDS_SECOND_NETWORK, Map.of("region", region));
    }
  }

  private void addNeed(Why why, Map<String, String> parameters) {
    if (probes.stream().noneMatch(probe -> probe.why() == why)) {
      probes.add(EvidenceFloors.needs(why, parameters));
    }
  }

  private void addCandidate(Predicate<HypothesisPosterior> which) {
    if (candidates.stream().noneMatch(which)) {
      inputs.beliefs().beliefs().stream().filter(which).findFirst().ifPresent(candidates::add);
    }
  }

  private boolean isOnlyNetworkOf(String region) {
    var networks =
        inputs.trials().vantages().stream()
            .filter(vantage -> !vantage.inside())
            .filter(vantage -> isIn(region, vantage))
            .map(VantageTrials::network)
            .distinct()
            .toList();
    return networks.size() == 1 && ComparedVantages.networks(failing).containsAll(networks);
  }

  private static boolean isIn(String region, VantageTrials vantage) {
    return vantage.description().label(Label.REGION).equals(Optional.of(region));
  }
}
