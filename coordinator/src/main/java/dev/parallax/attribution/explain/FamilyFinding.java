package dev.parallax.attribution.explain;

import dev.parallax.attribution.comparison.ComparedVantage;
import dev.parallax.attribution.explain.figure.Figures;
import dev.parallax.attribution.stats.Share;
import dev.parallax.attribution.symptom.ClassifiedTrial;
import dev.parallax.model.plan.Arm;
import dev.parallax.model.verdict.Evidence;
import dev.parallax.model.verdict.FindingKind;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The base probe fails over one address family and passes over the other, at one vantage. */
final class FamilyFinding {
  private FamilyFinding() {}

  /** Of the failing vantages with both families, where all of them fail over the same one alone. */
  static Optional<Evidence> of(Contrast contrast) {
    for (var ipv6 : List.of(false, true)) {
      var rows =
          contrast.failing().stream().filter(row -> isFamilyAlone(row, ipv6, contrast)).toList();
      if (!rows.isEmpty()) {
        return Optional.of(finding(rows, ipv6, contrast));
      }
    }
    return Optional.empty();
  }

  /** Nearly all trials over the family fail by the cause, and nearly all over the other pass. */
  static boolean isFamilyAlone(ComparedVantage row, boolean ipv6, Contrast contrast) {
    int here = count(row, ipv6);
    int elsewhere = count(row, !ipv6);
    return here > 0
        && elsewhere > 0
        && Share.of(failed(row, ipv6, contrast), here).isAtLeastFourFifths()
        && Share.of(passed(row, !ipv6), elsewhere).isAtLeastFourFifths();
  }

  private static Evidence finding(List<ComparedVantage> rows, boolean ipv6, Contrast contrast) {
    return Contrast.evidence(
        FindingKind.OTHER_FAMILY_PASSES,
        Map.of(
            "family", family(!ipv6),
            "passed", sum(rows.stream().mapToInt(row -> passed(row, !ipv6)).sum()),
            "trials", sum(rows.stream().mapToInt(row -> count(row, !ipv6)).sum()),
            "other", family(ipv6),
            "failed", sum(rows.stream().mapToInt(row -> failed(row, ipv6, contrast)).sum()),
            "otherTrials", sum(rows.stream().mapToInt(row -> count(row, ipv6)).sum())),
        rows,
        List.of(),
        0);
  }

  private static String family(boolean ipv6) {
    return ipv6 ? "IPv6" : "IPv4";
  }

  private static String sum(int count) {
    return Figures.count(count);
  }

  private static int count(ComparedVantage row, boolean ipv6) {
    return row.vantage().count(Arm.BASE, trial -> isOver(trial, ipv6));
  }

  private static int passed(ComparedVantage row, boolean ipv6) {
    return row.vantage().count(Arm.BASE, trial -> isOver(trial, ipv6) && trial.ok());
  }

  private static int failed(ComparedVantage row, boolean ipv6, Contrast contrast) {
    return row.vantage().count(Arm.BASE, trial -> isOver(trial, ipv6) && contrast.shows(trial));
  }

  private static boolean isOver(ClassifiedTrial trial, boolean ipv6) {
    return trial.at().isPresent() && trial.isIpv6() == ipv6;
  }
}
