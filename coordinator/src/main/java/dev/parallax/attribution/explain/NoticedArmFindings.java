package dev.parallax.attribution.explain;

import dev.parallax.attribution.comparison.ComparedVantage;
import dev.parallax.attribution.explain.figure.Figures;
import dev.parallax.attribution.symptom.ClassifiedTrial;
import dev.parallax.model.plan.Arm;
import dev.parallax.model.verdict.Evidence;
import dev.parallax.model.verdict.FindingKind;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/** The outcome of the arms that show a cause which base does not show. */
final class NoticedArmFindings {
  private NoticedArmFindings() {}

  static Stream<Evidence> of(Contrast contrast) {
    return contrast.hypothesis().mechanism().noticed().stream()
        .sorted()
        .flatMap(arm -> Stream.concat(fails(arm, contrast), passes(arm, contrast)));
  }

  private static Stream<Evidence> fails(Arm arm, Contrast contrast) {
    var rows = ran(arm, contrast.failing());
    return Contrast.count(rows, arm, contrast::recordsFailure) == 0
        ? Stream.of()
        : Stream.of(
            SingleArmFindings.alone(
                arm, rows, contrast::recordsFailure, contrast.weights().of(rows, Set.of(arm))));
  }

  private static Stream<Evidence> passes(Arm arm, Contrast contrast) {
    var rows = ran(arm, contrast.passing());
    var passed = Contrast.count(rows, arm, ClassifiedTrial::ok);
    return passed == 0
        ? Stream.of()
        : Stream.of(
            Contrast.evidence(
                FindingKind.ARM_PASSES_ELSEWHERE,
                Map.of(
                    "arm", arm.word(),
                    "passed", Figures.count(passed),
                    "trials", Figures.count(Contrast.count(rows, arm))),
                List.of(),
                rows,
                contrast.weights().of(rows, Set.of(arm))));
  }

  private static List<ComparedVantage> ran(Arm arm, List<ComparedVantage> rows) {
    return rows.stream().filter(row -> row.vantage().ran(arm)).toList();
  }
}
