package dev.parallax.attribution.explain;

import dev.parallax.attribution.comparison.ComparedVantage;
import dev.parallax.attribution.comparison.ComparedVantages;
import dev.parallax.attribution.hypothesis.Hypothesis;
import dev.parallax.attribution.inference.WeightOfEvidence;
import dev.parallax.attribution.symptom.ArmGroups;
import dev.parallax.attribution.symptom.ClassifiedTrial;
import dev.parallax.attribution.symptom.Symptom;
import dev.parallax.model.observation.CertificateFacts;
import dev.parallax.model.verdict.Evidence;
import dev.parallax.model.verdict.FindingKind;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Findings of the certificates: the same invalid certificate at every vantage, or another
 * certificate at a part of them.
 */
public final class CertificateFindings {
  private CertificateFindings() {}

  static Optional<Evidence> of(
      Hypothesis hypothesis,
      List<ComparedVantage> failing,
      List<ComparedVantage> passing,
      WeightOfEvidence weights) {
    if (!hypothesis.symptom().isCertificate()) {
      return Optional.empty();
    }
    var weight = weights.of(failing, ArmGroups.NAMED);
    return leaf(failing, hypothesis.symptom())
        .map(
            leaf ->
                hypothesis.symptom() == Symptom.CERT_FOREIGN
                    ? other(leaf, failing, passing, weight)
                    : same(leaf, failing, weight));
  }

  private static Optional<CertificateFacts> leaf(List<ComparedVantage> failing, Symptom symptom) {
    return only(failing, symptom)
        .flatMap(
            sha256 ->
                failing.stream()
                    .flatMap(ComparedVantage::named)
                    .filter(trial -> trial.symptom() == symptom)
                    .flatMap(trial -> trial.chain().stream().limit(1))
                    .filter(facts -> facts.sha256().equals(sha256))
                    .findFirst());
  }

  private static Evidence same(
      CertificateFacts leaf, List<ComparedVantage> failing, double weight) {
    return new Evidence(
        FindingKind.SAME_LEAF,
        Map.of(
            "sha256", leaf.sha256(),
            "notBefore", leaf.notBefore().toString(),
            "notAfter", leaf.notAfter().toString(),
            "names", String.join(" ", leaf.names())),
        ComparedVantages.ids(failing),
        List.of(),
        weight);
  }

  private static Evidence other(
      CertificateFacts leaf,
      List<ComparedVantage> failing,
      List<ComparedVantage> passing,
      double weight) {
    var elsewhere =
        passing.stream()
            .flatMap(ComparedVantage::named)
            .filter(ClassifiedTrial::ok)
            .flatMap(trial -> trial.leaf().stream())
            .sorted()
            .findFirst()
            .orElse("");
    return new Evidence(
        FindingKind.OTHER_LEAF,
        Map.of("sha256", leaf.sha256(), "elsewhere", elsewhere),
        ComparedVantages.ids(failing),
        ComparedVantages.ids(passing),
        weight);
  }

  /** The leaf of every trial with this symptom, if it is a single one. */
  private static Optional<String> only(List<ComparedVantage> rows, Symptom symptom) {
    var found = new HashMap<String, Integer>();
    for (var row : rows) {
      row.named()
          .filter(trial -> trial.symptom() == symptom)
          .forEach(trial -> found.merge(trial.leaf().orElse(""), 1, Integer::sum));
    }
    return found.size() == 1
        ? found.keySet().stream().filter(leaf -> !leaf.isEmpty()).findFirst()
        : Optional.empty();
  }
}
