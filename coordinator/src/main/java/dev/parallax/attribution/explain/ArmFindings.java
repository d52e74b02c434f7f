package dev.parallax.attribution.explain;

import dev.parallax.attribution.comparison.ComparedVantage;
import dev.parallax.attribution.explain.figure.FailureWords;
import dev.parallax.attribution.explain.figure.Figures;
import dev.parallax.attribution.stats.Share;
import dev.parallax.attribution.symptom.ArmGroups;
import dev.parallax.attribution.symptom.ClassifiedTrial;
import dev.parallax.attribution.symptom.IpAddress;
import dev.parallax.attribution.symptom.Symptom;
import dev.parallax.model.plan.Arm;
import dev.parallax.model.verdict.Cause;
import dev.parallax.model.verdict.Evidence;
import dev.parallax.model.verdict.FindingKind;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The outcome of arms with one changed factor at the affected vantages. */
final class ArmFindings {
  private static final List<Arm> ARMS =
      List.of(
          Arm.CONTROL_SNI,
          Arm.NO_SNI,
          Arm.DELAYED_HELLO,
          Arm.PINNED_ADDRESS,
          Arm.PEER_ADDRESSES,
          Arm.REAL_SNI_AT_NEUTRAL,
          Arm.RESPONDER);

  private final Contrast contrast;
  private final Arm arm;
  private final List<ComparedVantage> rows;
  private final int trials;

  private ArmFindings(Contrast contrast, Arm arm) {
    this.contrast = contrast;
    this.arm = arm;
    this.rows =
        contrast.failing().stream()
            .filter(row -> row.vantage().count(arm, trial -> true) > 0)
            .toList();
    this.trials = Contrast.count(rows, arm);
  }

  static List<Evidence> of(Contrast contrast) {
    return ARMS.stream().flatMap(arm -> new ArmFindings(contrast, arm).finding().stream()).toList();
  }

  private Optional<Evidence> finding() {
    var early = Contrast.count(rows, arm, ArmFindings::isCutBeforeHello);
    var same = Contrast.count(rows, arm, contrast::shows);
    if (rows.isEmpty()) {
      return Optional.empty();
    }
    if (arm == Arm.DELAYED_HELLO && Share.of(early, trials).isOverHalf()) {
      return Optional.of(breaksBeforeHello(early));
    }
    if (Share.of(same, trials).isOverHalf()) {
      int failed = Contrast.count(rows, arm, contrast::recordsFailure);
      return failed == 0 ? Optional.empty() : Optional.of(failsToo(failed));
    }
    int failed = Contrast.count(rows, arm, trial -> !trial.ok());
    var clear = Contrast.count(rows, arm, trial -> trial.symptom().clears(contrast.symptom()));
    return Share.of(clear, trials).isAtLeastFourFifths()
            && Share.of(failed, trials).isAtMostOneFifth()
        ? Optional.of(passes(failed))
        : Optional.empty();
  }

  private static boolean isCutBeforeHello(ClassifiedTrial trial) {
    return trial.symptom() == Symptom.CUT_BEFORE_HELLO;
  }

  private Evidence breaksBeforeHello(int early) {
    var word =
        FailureWords.counted(Contrast.trials(rows, arm).filter(ArmFindings::isCutBeforeHello));
    return finding(
        FindingKind.BREAKS_BEFORE_HELLO,
        Map.of("word", word, "failed", Figures.count(early), "trials", Figures.count(trials)),
        List.of());
  }

  private Evidence failsToo(int failed) {
    return finding(
        FindingKind.ARM_FAILS_TOO,
        Map.of(
            "arm", arm.word(),
            "word",
                FailureWords.counted(Contrast.trials(rows, arm).filter(contrast::recordsFailure)),
            "failed", Figures.count(failed),
            "trials", Figures.count(trials)),
        List.of());
  }

  private Evidence passes(int failed) {
    if (contrast.hypothesis().id() == Cause.RESOLVER_LIES_OR_FAILS
        && ArmGroups.ADDRESSED.contains(arm)) {
      var address =
          Contrast.trials(rows, arm)
              .filter(ClassifiedTrial::ok)
              .flatMap(trial -> trial.at().stream())
              .min(Comparator.naturalOrder())
              .map(IpAddress::toString)
              .orElse("");
      return finding(
          FindingKind.PEER_ADDRESS_PASSES, Map.of("address", address), contrast.passing());
    }
    return finding(
        FindingKind.ARM_PASSES,
        Map.of(
            "arm", arm.word(),
            "failed", Figures.count(failed),
            "trials", Figures.count(trials),
            "baseFailed", Figures.count(Contrast.count(rows, Arm.BASE, trial -> !trial.ok())),
            "baseTrials", Figures.count(Contrast.count(rows, Arm.BASE))),
        List.of());
  }

  private Evidence finding(
      FindingKind kind, Map<String, String> parameters, List<ComparedVantage> controls) {
    return Contrast.evidence(
        kind, parameters, rows, controls, contrast.weights().of(rows, Set.of(arm)));
  }
}
