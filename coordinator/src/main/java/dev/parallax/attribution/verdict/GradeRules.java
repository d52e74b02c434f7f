package dev.parallax.attribution.verdict;

import dev.parallax.attribution.catalogue.Thresholds;
import dev.parallax.attribution.comparison.ComparedVantage;
import dev.parallax.attribution.comparison.ComparedVantages;
import dev.parallax.attribution.comparison.Comparison;
import dev.parallax.attribution.hypothesis.AffectedVantages;
import dev.parallax.attribution.hypothesis.BlameAssignment;
import dev.parallax.attribution.hypothesis.Hypothesis;
import dev.parallax.model.verdict.Evidence;
import dev.parallax.model.verdict.FindingKind;
import dev.parallax.model.verdict.Grade;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/** The strength of findings by their kind, independent of the probability. */
public final class GradeRules {
  private static final Set<FindingKind> CONTRASTS =
      EnumSet.of(
          FindingKind.ELSEWHERE_PASSES,
          FindingKind.ELSEWHERE_SPARED,
          FindingKind.INSIDE_PASSES,
          FindingKind.INSIDE_SPARED,
          FindingKind.INSIDE_FAILS,
          FindingKind.ARM_PASSES,
          FindingKind.ARM_PASSES_ELSEWHERE,
          FindingKind.BREAKS_BEFORE_HELLO,
          FindingKind.PEER_ADDRESS_PASSES,
          FindingKind.ZONE_ANSWERS_OTHERWISE,
          FindingKind.ZONE_ANSWERS_SAME,
          FindingKind.ZONE_DIFFERS_BY_TRANSPORT);

  private static final Set<FindingKind> ACCEPTED =
      EnumSet.of(FindingKind.CENTRAL_ACCEPTS, FindingKind.CENTRAL_ACCEPTS_BY_ITS_CLOCK);
  private static final Set<FindingKind> THIRD_PARTY =
      EnumSet.of(FindingKind.BOTH_ENDS_RESET, FindingKind.INJECTED_RESET);

  private GradeRules() {}

  static Grade of(Comparison table, Hypothesis hypothesis, List<Evidence> evidence) {
    if (sameInvalidLeaf(hypothesis, evidence) || byThirdParty(table, hypothesis, evidence)) {
      return Grade.PROOF;
    }
    var contrast =
        !hypothesis.showsAtBase()
            || evidence.stream().anyMatch(finding -> CONTRASTS.contains(finding.kind()));
    return contrast
            && AffectedVantages.trials(hypothesis) >= Thresholds.CONTRAST_TRIALS
            && table.rows().size() > 2
        ? Grade.STRONG
        : Grade.SUGGESTIVE;
  }

  /** Neither end sent the reset, or no end could have sent it, as two hosts or more observed. */
  private static boolean byThirdParty(
      Comparison table, Hypothesis hypothesis, List<Evidence> evidence) {
    return BlameAssignment.isOnTheWay(hypothesis.id())
        && evidence.stream()
            .filter(finding -> THIRD_PARTY.contains(finding.kind()))
            .anyMatch(
                nextEvidence ->
                    ComparedVantages.hosts(observers(table, nextEvidence))
                        >= Thresholds.PROVING_HOSTS);
  }

  private static List<ComparedVantage> observers(Comparison table, Evidence evidence) {
    return table.rows().stream()
        .filter(
            row -> evidence.failing().contains(row.id()) || evidence.controls().contains(row.id()))
        .toList();
  }

  /** The same leaf refused on several networks and hosts, unless the coordinator accepts it. */
  private static boolean sameInvalidLeaf(Hypothesis hypothesis, List<Evidence> evidence) {
    return hypothesis.symptom().isCertificate()
        && ComparedVantages.networks(AffectedVantages.by(hypothesis)).size() >= 2
        && ComparedVantages.hosts(AffectedVantages.by(hypothesis)) >= Thresholds.PROVING_HOSTS
        && evidence.stream().anyMatch(finding -> finding.kind() == FindingKind.SAME_LEAF)
        && evidence.stream().noneMatch(nextEvidence -> ACCEPTED.contains(nextEvidence.kind()));
  }
}
