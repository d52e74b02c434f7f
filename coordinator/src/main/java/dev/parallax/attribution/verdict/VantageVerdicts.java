package dev.parallax.attribution.verdict;

import dev.parallax.attribution.catalogue.Priors;
import dev.parallax.attribution.catalogue.Thresholds;
import dev.parallax.attribution.comparison.ComparedVantage;
import dev.parallax.attribution.comparison.ComparedVantages;
import dev.parallax.attribution.comparison.Comparison;
import dev.parallax.attribution.explain.DifferingFacts;
import dev.parallax.attribution.explain.figure.FailureWords;
import dev.parallax.attribution.explain.figure.Figures;
import dev.parallax.attribution.explain.figure.HttpStatuses;
import dev.parallax.attribution.explain.target.AgentDelayFindings;
import dev.parallax.attribution.explain.target.HostRefusalFinding;
import dev.parallax.attribution.explain.target.HostsFileFinding;
import dev.parallax.attribution.health.CentralCertificateCheck;
import dev.parallax.attribution.health.FaultPlace;
import dev.parallax.attribution.health.HostRefusals;
import dev.parallax.attribution.health.HostsFileFaults;
import dev.parallax.attribution.health.ImmediateAnswers;
import dev.parallax.attribution.health.VantageFault;
import dev.parallax.attribution.health.VantageFaultPosterior;
import dev.parallax.attribution.health.VantageHealth;
import dev.parallax.attribution.hypothesis.AffectedVantages;
import dev.parallax.attribution.hypothesis.Hypothesis;
import dev.parallax.attribution.inference.ExplanationPosterior;
import dev.parallax.attribution.stats.Share;
import dev.parallax.attribution.symptom.ClassifiedTrial;
import dev.parallax.attribution.symptom.TargetTrials;
import dev.parallax.attribution.symptom.VantageTrials;
import dev.parallax.model.vantage.VantageId;
import dev.parallax.model.verdict.Blame;
import dev.parallax.model.verdict.Candidate;
import dev.parallax.model.verdict.Cause;
import dev.parallax.model.verdict.Evidence;
import dev.parallax.model.verdict.FindingKind;
import dev.parallax.model.verdict.Grade;
import dev.parallax.model.verdict.Scope;
import dev.parallax.model.verdict.Segment;
import dev.parallax.model.verdict.Verdict;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Verdicts on faulty vantages, one for each fault. */
public final class VantageVerdicts {
  private VantageVerdicts() {}

  public static List<Verdict> verdicts(
      TargetTrials scene, Comparison table, ExplanationPosterior target, List<VantageFault> ill) {
    var byKind =
        ill.stream()
            .filter(fault -> !explainedAnyway(table, target, fault))
            .collect(
                Collectors.groupingBy(
                    vantageFault -> Kind.of(scene, ill, vantageFault),
                    TreeMap::new,
                    Collectors.toList()));
    return byKind.entrySet().stream()
        .map(entry -> verdict(scene, table, entry.getKey(), entry.getValue()))
        .toList();
  }

  /**
   * What one verdict is about.
   *
   * @param network of a fault that every host of it has; else empty
   */
  private record Kind(Cause id, FaultPlace place, String network) implements Comparable<Kind> {
    private static final Comparator<Kind> ORDER =
        Comparator.comparing(Kind::id).thenComparing(Kind::place).thenComparing(Kind::network);

    static Kind of(TargetTrials scene, List<VantageFault> ill, VantageFault fault) {
      var place = FaultPlace.of(scene, ill, fault);
      return new Kind(
          fault.id(), place, place == FaultPlace.NETWORK ? fault.vantage().network() : "");
    }

    @Override
    public int compareTo(Kind other) {
      return ORDER.compare(this, other);
    }
  }

  /** Whether a fault of the target for all vantages would show the same here. */
  private static boolean explainedAnyway(
      Comparison table, ExplanationPosterior target, VantageFault fault) {
    return target.hypotheses().stream()
        .filter(hypothesis -> hypothesis.shows(fault.symptom()))
        .filter(
            hypothesis ->
                Share.of(AffectedVantages.by(hypothesis).size(), table.rows().size()).isOverHalf())
        .filter(hypothesis -> sameWord(hypothesis, fault))
        .anyMatch(
            hypothesis ->
                switch (hypothesis.reach().attribute()) {
                  case EVERYONE -> true;
                  case OUTSIDE -> !fault.vantage().inside();
                  default -> false;
                });
  }

  private static boolean sameWord(Hypothesis hypothesis, VantageFault fault) {
    return FailureWords.dominant(AffectedVantages.by(hypothesis), hypothesis)
        .filter(
            word ->
                fault.vantage().base().anyMatch(trial -> trial.failure().equals(Optional.of(word))))
        .isPresent();
  }

  private static Verdict verdict(
      TargetTrials scene, Comparison table, Kind kind, List<VantageFault> ill) {
    var ids = ill.stream().map(fault -> fault.vantage().id()).toList();
    var other = VantageAlternative.of(kind.place(), ill);
    var isCertain = other.isEmpty();
    var likely =
        ill.stream()
            .mapToDouble(fault -> VantageFaultPosterior.of(fault.failed(), fault.byFact()))
            .min()
            .orElse(Priors.VANTAGE_FAULT);
    var probability = isCertain ? likely : Math.min(likely, Thresholds.HOST_OR_NETWORK_SUREST);
    var scope = scope(ill, ids);
    var isNetwork = kind.place() == FaultPlace.NETWORK;
    var id = isNetwork ? FaultPlace.ofNetwork(ill.getFirst()) : kind.id();
    return new Verdict(
        isNetwork ? Blame.PATH : Blame.VANTAGE,
        Optional.of(isNetwork ? Segment.ACCESS : Segment.AGENT),
        Optional.of(id),
        Optional.of(ill.getFirst().word()),
        scope,
        Optional.empty(),
        probability,
        true,
        isCertain ? hostGrade(ill) : Grade.SUGGESTIVE,
        ids,
        evidence(scene, table, kind.id(), ill, ids),
        Stream.concat(
                Stream.of(new Candidate(id, scope, probability)),
                other.stream().map(one -> new Candidate(one.id(), scope, 1 - probability)))
            .toList(),
        List.of(),
        other.map(VantageAlternative::probes).orElse(List.of()));
  }

  private static Grade hostGrade(List<VantageFault> ill) {
    return ill.stream().allMatch(VantageFault::byFact) ? Grade.PROOF : Grade.STRONG;
  }

  private static Scope scope(List<VantageFault> ill, List<VantageId> ids) {
    var networks = ill.stream().map(fault -> fault.vantage().network()).distinct().toList();
    if (ids.size() == 1) {
      return new Scope(Scope.Attribute.VANTAGE, ids.getFirst().name(), ids);
    }
    return networks.size() == 1
        ? new Scope(Scope.Attribute.NETWORK, networks.getFirst(), ids)
        : new Scope(
            Scope.Attribute.VANTAGE,
            ids.stream().map(VantageId::name).sorted().collect(Collectors.joining(",")),
            ids);
  }

  private static List<Evidence> evidence(
      TargetTrials scene, Comparison table, Cause id, List<VantageFault> ill, List<VantageId> ids) {
    var found = new ArrayList<Evidence>();
    for (var fault : ill) {
      var here = List.of(fault.vantage().id());
      referencesFail(fault, referencesPass(scene, ids)).ifPresent(found::add);
      ImmediateAnswers.of(scene, fault.vantage())
          .map(answers -> atOnce(answers, here, VantageFaultPosterior.WEIGHT_OF_FACT))
          .ifPresent(found::add);
      found.addAll(AgentDelayFindings.of(fault, VantageFaultPosterior.WEIGHT_OF_FAILURE));
      if (HostsFileFaults.isOf(fault)) {
        found.add(HostsFileFinding.of(scene, fault, VantageFaultPosterior.WEIGHT_OF_FACT));
      } else if (HostRefusals.isOf(fault)) {
        found.add(HostRefusalFinding.of(fault, VantageFaultPosterior.WEIGHT_OF_FACT));
      } else if (fault.delay().isEmpty()) {
        found.add(baseFails(fault, here));
      }
      CentralCertificateCheck.finding(
              List.of(fault.vantage()), fault.symptom(), VantageFaultPosterior.WEIGHT_OF_FACT)
          .ifPresent(found::add);
      if (id == Cause.CLOCK_WRONG) {
        fault
            .vantage()
            .description()
            .clockOffset()
            .filter(offset -> VantageHealth.clockIsOff(fault.vantage()))
            .map(offset -> Map.of("offset", offset.toString()))
            .map(
                offset ->
                    new Evidence(
                        FindingKind.CLOCK_OFFSET,
                        offset,
                        here,
                        List.of(),
                        VantageFaultPosterior.WEIGHT_OF_FACT))
            .ifPresent(found::add);
      }
    }
    elsewhere(table, ids).ifPresent(found::add);
    facts(table, ill, ids).forEach(found::add);
    found.sort(Comparator.comparingDouble(Evidence::weight).reversed());
    return found;
  }

  private static Optional<Evidence> referencesFail(VantageFault fault, List<VantageId> passing) {
    var trials = fault.vantage().controls();
    var failed = trials.stream().filter(trial -> !trial.ok()).toList();
    return fault.trials() == 0 || failed.isEmpty()
        ? Optional.empty()
        : Optional.of(
            new Evidence(
                FindingKind.REFERENCES_FAIL,
                Map.of(
                    "word", FailureWords.counted(failed.stream()),
                    "failed", Figures.count(failed.size()),
                    "trials", Figures.count(trials.size())),
                List.of(fault.vantage().id()),
                passing,
                fault.failed() * VantageFaultPosterior.WEIGHT_OF_FAILURE));
  }

  private static Evidence atOnce(ImmediateAnswers answers, List<VantageId> here, double weight) {
    return new Evidence(
        FindingKind.ANSWERS_AT_ONCE,
        Map.of(
            "longest", answers.longest().toString(),
            "elsewhere", answers.elsewhere().toString(),
            "trials", Figures.count(answers.trials()),
            "sites", Figures.count(answers.sites())),
        here,
        List.of(),
        weight);
  }

  private static List<VantageId> referencesPass(TargetTrials scene, List<VantageId> ids) {
    return scene.vantages().stream()
        .filter(vantage -> !ids.contains(vantage.id()))
        .filter(vantage -> vantage.references().stream().anyMatch(ClassifiedTrial::ok))
        .map(VantageTrials::id)
        .toList();
  }

  private static Evidence baseFails(VantageFault fault, List<VantageId> here) {
    var failed = fault.vantage().base().filter(trial -> !trial.ok()).toList();
    return new Evidence(
        FindingKind.BASE_FAILS,
        HttpStatuses.added(
            Map.of(
                "word", FailureWords.counted(failed.stream()),
                "failed", Figures.count(failed.size()),
                "trials", Figures.count(fault.vantage().base().count())),
            failed.stream()),
        here,
        List.of(),
        0);
  }

  private static Optional<Evidence> elsewhere(Comparison table, List<VantageId> ids) {
    var passing =
        table.rows().stream()
            .filter(row -> !row.vantage().failsBase() && !ids.contains(row.vantage().id()))
            .toList();
    var trials = passing.stream().mapToLong(ComparedVantage::baseTrials).sum();
    var passed =
        passing.stream().flatMap(row -> row.vantage().base()).filter(ClassifiedTrial::ok).count();
    return passing.isEmpty()
        ? Optional.empty()
        : Optional.of(
            new Evidence(
                FindingKind.ELSEWHERE_PASSES,
                Map.of("passed", Figures.count(passed), "trials", Figures.count(trials)),
                List.of(),
                ComparedVantages.ids(passing),
                0));
  }

  private static List<Evidence> facts(
      Comparison table, List<VantageFault> ill, List<VantageId> ids) {
    var otherTrials = table.rows().stream().map(ComparedVantage::vantage).toList();
    return DifferingFacts.ofVantages(
            ill.getFirst().id(), ill.stream().map(VantageFault::vantage).toList(), otherTrials)
        .stream()
        .map(
            parameters ->
                new Evidence(
                    FindingKind.FACT_DIFFERS,
                    parameters,
                    ids,
                    otherTrials.stream().map(VantageTrials::id).toList(),
                    0))
        .toList();
  }
}
