package dev.parallax.attribution.explain;

import static dev.parallax.attribution.explain.figure.Figures.count;

import dev.parallax.attribution.comparison.ComparedVantage;
import dev.parallax.attribution.explain.figure.FailureWords;
import dev.parallax.attribution.explain.figure.Figures;
import dev.parallax.attribution.explain.figure.HttpStatuses;
import dev.parallax.attribution.stats.Share;
import dev.parallax.attribution.symptom.ClassifiedTrial;
import dev.parallax.attribution.symptom.Symptom;
import dev.parallax.model.plan.Arm;
import dev.parallax.model.verdict.Evidence;
import dev.parallax.model.verdict.FindingKind;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** The outcome of the base probes at the affected vantages, at other vantages and inside. */
final class BaseFindings {
  private final Contrast contrast;
  private final List<Evidence> found = new ArrayList<>();

  private BaseFindings(Contrast contrast) {
    this.contrast = contrast;
  }

  static List<Evidence> of(Contrast contrast) {
    var findings = new BaseFindings(contrast);
    findings.base();
    findings.inside();
    return findings.found;
  }

  private void base() {
    var outside = contrast.failing().stream().filter(row -> !row.inside()).toList();
    var shown = outside.isEmpty() ? contrast.failing() : outside;
    var failed = Contrast.count(shown, Arm.BASE, contrast::fails);
    var trials = Contrast.count(shown, Arm.BASE);
    var counts = Map.of("failed", count(failed), "trials", count(trials));
    if (contrast.symptom() != Symptom.OTHER_CONTENT && failed > 0) {
      found.add(
          Contrast.evidence(
              FindingKind.BASE_FAILS,
              statuses(shown, with(counts, "word", words(shown))),
              shown,
              List.of(),
              weight(shown)));
    }
    random(shown);
    var otherVantages = contrast.passing().stream().filter(row -> !row.inside()).toList();
    unaffected(otherVantages, FindingKind.ELSEWHERE_PASSES, FindingKind.ELSEWHERE_SPARED);
  }

  /** Of the vantages at which the same probe passes and fails. */
  private void random(List<ComparedVantage> shown) {
    var mixed = shown.stream().filter(this::isMixed).toList();
    if (mixed.isEmpty() || FamilyFinding.of(contrast).isPresent()) {
      return;
    }
    int failed = Contrast.count(mixed, Arm.BASE, contrast::fails);
    int trials = Contrast.count(mixed, Arm.BASE);
    found.add(
        Contrast.evidence(
            FindingKind.RANDOM,
            Map.of(
                "failed", count(failed),
                "trials", count(trials),
                "rate", Figures.rate(1.0 * failed / trials)),
            mixed,
            List.of(),
            0));
  }

  private boolean isMixed(ComparedVantage row) {
    return row.vantage().count(Arm.BASE, ClassifiedTrial::ok) > 0
        && row.vantage().count(Arm.BASE, contrast::fails) > 0;
  }

  private void inside() {
    var failing = contrast.failing().stream().filter(ComparedVantage::inside).toList();
    int failed = Contrast.count(failing, Arm.BASE, contrast::fails);
    if (failed > 0) {
      found.add(
          Contrast.evidence(
              FindingKind.INSIDE_FAILS,
              statuses(
                  failing,
                  Map.of(
                      "word", words(failing),
                      "failed", count(failed),
                      "trials", count(Contrast.count(failing, Arm.BASE)))),
              failing,
              List.of(),
              weight(failing)));
    }
    var passing = contrast.passing().stream().filter(ComparedVantage::inside).toList();
    unaffected(passing, FindingKind.INSIDE_PASSES, FindingKind.INSIDE_SPARED);
  }

  /** A vantage that the cause spares passes, or fails by another cause. */
  private void unaffected(List<ComparedVantage> rows, FindingKind pass, FindingKind spared) {
    var passing = rows.stream().filter(BaseFindings::passesMostly).toList();
    var failing = rows.stream().filter(row -> !passesMostly(row)).toList();
    if (!passing.isEmpty()) {
      var passed = Contrast.count(passing, Arm.BASE, ClassifiedTrial::ok);
      control(pass, Map.of("passed", count(passed)), passing);
    }
    if (!failing.isEmpty()) {
      var other = FailureWords.counted(Contrast.trials(failing, Arm.BASE));
      control(spared, Map.of("word", contrast.word(), "other", other), failing);
    }
  }

  private void control(FindingKind kind, Map<String, String> counts, List<ComparedVantage> rows) {
    var trials = count(Contrast.count(rows, Arm.BASE));
    found.add(
        Contrast.evidence(kind, with(counts, "trials", trials), List.of(), rows, weight(rows)));
  }

  /** How the base probes of these vantages fail that the cause explains. */
  private String words(List<ComparedVantage> rows) {
    return FailureWords.counted(Contrast.trials(rows, Arm.BASE).filter(contrast::shows));
  }

  private Map<String, String> statuses(List<ComparedVantage> rows, Map<String, String> parameters) {
    return HttpStatuses.added(parameters, Contrast.trials(rows, Arm.BASE).filter(contrast::shows));
  }

  private double weight(List<ComparedVantage> rows) {
    return contrast.weights().of(rows, Set.of(Arm.BASE));
  }

  private static Map<String, String> with(Map<String, String> given, String key, String value) {
    var parameters = new TreeMap<>(given);
    parameters.put(key, value);
    return parameters;
  }

  private static boolean passesMostly(ComparedVantage row) {
    return Share.of(
            row.vantage().count(Arm.BASE, ClassifiedTrial::ok),
            row.vantage().count(Arm.BASE, trial -> true))
        .isOverHalf();
  }
}
