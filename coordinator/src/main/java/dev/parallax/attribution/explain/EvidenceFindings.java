package dev.parallax.attribution.explain;

import dev.parallax.attribution.catalogue.WitnessPriors;
import dev.parallax.attribution.comparison.ComparedVantage;
import dev.parallax.attribution.comparison.ComparedVantages;
import dev.parallax.attribution.comparison.Comparison;
import dev.parallax.attribution.explain.figure.Figures;
import dev.parallax.attribution.health.CentralCertificateCheck;
import dev.parallax.attribution.hypothesis.Hypothesis;
import dev.parallax.attribution.inference.WeightOfEvidence;
import dev.parallax.attribution.stats.ClopperPearson;
import dev.parallax.attribution.stats.Share;
import dev.parallax.attribution.symptom.ClassifiedTrial;
import dev.parallax.attribution.symptom.IpAddress;
import dev.parallax.model.plan.Arm;
import dev.parallax.model.verdict.Cause;
import dev.parallax.model.verdict.Evidence;
import dev.parallax.model.verdict.FindingKind;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The findings for one cause, weighed against the runner-up. */
public final class EvidenceFindings {
  private EvidenceFindings() {}

  /** The finding with the most weight first. */
  public static List<Evidence> of(
      Comparison table, Hypothesis hypothesis, WeightOfEvidence weights) {
    var contrast = Contrast.of(table, hypothesis, weights);
    var failing = contrast.failing();
    var found = new ArrayList<Evidence>();
    if (hypothesis.showsAtBase()) {
      found.addAll(BaseFindings.of(contrast));
      found.addAll(ArmFindings.of(contrast));
      SingleArmFindings.passing(failing).forEach(found::add);
    } else {
      NoticedArmFindings.of(contrast).forEach(found::add);
    }
    CertificateFindings.of(hypothesis, failing, contrast.passing(), weights).ifPresent(found::add);
    found.addAll(ServerFindings.of(table, hypothesis, weights.of(failing, Set.of(Arm.BASE))));
    RevocationFinding.of(contrast).or(() -> central(contrast)).ifPresent(found::add);
    addresses(contrast).ifPresent(found::add);
    AuthoritativeFindings.of(contrast).ifPresent(found::add);
    references(failing).ifPresent(found::add);
    FamilyFinding.of(contrast).ifPresent(found::add);
    HandshakeTimesFinding.of(contrast).ifPresent(found::add);
    BreakTimingFinding.of(hypothesis, failing).ifPresent(found::add);
    facts(contrast).forEach(found::add);
    found.addAll(FarEndFindings.of(table.farEnds(), hypothesis, failing, weights));
    found.addAll(PacketFindings.of(hypothesis, failing));
    found.sort(Comparator.comparingDouble(Evidence::weight).reversed());
    return List.copyOf(found);
  }

  public static Evidence nothingFails(Comparison table) {
    int failed = Contrast.count(table.rows(), Arm.BASE, trial -> !trial.ok());
    int trials = Contrast.count(table.rows(), Arm.BASE);
    return Contrast.evidence(
        FindingKind.NOTHING_FAILS,
        Map.of(
            "failed", Figures.count(failed),
            "trials", Figures.count(trials),
            "excluded", Figures.rate(ClopperPearson.upperBound(failed, trials))),
        List.of(),
        table.rows(),
        0);
  }

  private static Optional<Evidence> central(Contrast contrast) {
    if (!contrast.symptom().isCertificate()) {
      return Optional.empty();
    }
    var vantages = contrast.failing().stream().map(ComparedVantage::vantage).toList();
    return CentralCertificateCheck.finding(
        vantages, contrast.symptom(), contrast.weights().of(contrast.failing(), Set.of(Arm.BASE)));
  }

  private static Optional<Evidence> addresses(Contrast contrast) {
    var here = addressesOf(contrast.failing());
    var elsewhere = addressesOf(contrast.passing());
    if (here.isEmpty() || elsewhere.isEmpty() || here.stream().anyMatch(elsewhere::contains)) {
      return Optional.empty();
    }
    var weight =
        contrast.hypothesis().id() == Cause.RESOLVER_LIES_OR_FAILS
            ? -WitnessPriors.LOG_ADDRESSES_DIFFER
            : 0;
    return Optional.of(
        Contrast.evidence(
            FindingKind.OTHER_ADDRESSES,
            Map.of("addresses", joined(here), "elsewhere", joined(elsewhere)),
            contrast.failing(),
            contrast.passing(),
            weight));
  }

  private static List<IpAddress> addressesOf(List<ComparedVantage> rows) {
    return rows.stream()
        .flatMap(row -> row.vantage().addresses().stream())
        .distinct()
        .sorted()
        .toList();
  }

  private static String joined(List<IpAddress> addresses) {
    return addresses.stream().map(IpAddress::toString).collect(Collectors.joining(" "));
  }

  private static Optional<Evidence> references(List<ComparedVantage> failing) {
    var references = failing.stream().flatMap(row -> row.vantage().controls().stream()).toList();
    int trials = references.size();
    long passed = references.stream().filter(ClassifiedTrial::ok).count();
    return trials > 0 && Share.of(passed, trials).isAtLeastFourFifths()
        ? Optional.of(
            new Evidence(
                FindingKind.REFERENCES_PASS,
                Map.of("passed", Figures.count(passed), "trials", Figures.count(trials)),
                List.of(),
                ComparedVantages.ids(failing),
                0))
        : Optional.empty();
  }

  private static Stream<Evidence> facts(Contrast contrast) {
    return DifferingFacts.between(
            contrast.hypothesis().id(), contrast.failing(), contrast.passing())
        .stream()
        .map(
            parameters ->
                Contrast.evidence(
                    FindingKind.FACT_DIFFERS,
                    parameters,
                    contrast.failing(),
                    contrast.passing(),
                    0));
  }
}
