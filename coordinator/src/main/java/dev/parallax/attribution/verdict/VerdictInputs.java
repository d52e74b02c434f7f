package dev.parallax.attribution.verdict;

import dev.parallax.attribution.comparison.ComparedVantage;
import dev.parallax.attribution.comparison.Comparison;
import dev.parallax.attribution.explain.EvidenceFindings;
import dev.parallax.attribution.explain.SingleArmFindings;
import dev.parallax.attribution.explain.StartTlsFinding;
import dev.parallax.attribution.explain.cut.AnswerCutFinding;
import dev.parallax.attribution.explain.cut.HandshakeCutFinding;
import dev.parallax.attribution.explain.target.ContentFindings;
import dev.parallax.attribution.explain.target.NotMeasuredFindings;
import dev.parallax.attribution.explain.target.RedirectFindings;
import dev.parallax.attribution.hypothesis.AffectedVantages;
import dev.parallax.attribution.hypothesis.BlameAssignment;
import dev.parallax.attribution.hypothesis.Hypothesis;
import dev.parallax.attribution.inference.Explanation;
import dev.parallax.attribution.inference.HypothesisPosterior;
import dev.parallax.attribution.inference.WeightOfEvidence;
import dev.parallax.attribution.symptom.TargetTrials;
import dev.parallax.model.verdict.Evidence;
import dev.parallax.model.verdict.FindingKind;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * The inputs of one verdict.
 *
 * @param trials all trials of the target, without those of faulty vantages
 * @param second the other cause, when there are two
 */
record VerdictInputs(
    TargetTrials trials, Comparison table, CredibleSet beliefs, Optional<Hypothesis> second) {
  HypothesisPosterior leading() {
    return beliefs.leading();
  }

  BlameAssignment leadingBlame() {
    return BlameAssignment.of(leading().hypothesis());
  }

  /** The vantages that the other cause accounts for. */
  List<ComparedVantage> affectedBySecond() {
    return second.map(AffectedVantages::by).orElse(List.of());
  }

  /** Against the most probable explanation with another blame. */
  WeightOfEvidence weights(Hypothesis hypothesis, BlameAssignment fault) {
    var runnerUp = beliefs.runnerUp(hypothesis, fault).map(HypothesisPosterior::hypothesis);
    return WeightOfEvidence.of(table, together(Optional.of(hypothesis)), together(runnerUp));
  }

  List<Evidence> evidence(Hypothesis hypothesis, BlameAssignment fault) {
    return EvidenceFindings.of(table, hypothesis, weights(hypothesis, fault));
  }

  /**
   * The evidence, followed by pages that fail behind redirects, by other answers over HTTP, by the
   * arms that fail where base passes, when it does not name them, by STARTTLS masked at a part of
   * the vantages, by handshakes and answers cut after a part of their bytes, and by the trials that
   * did not run.
   */
  List<Evidence> withContext(List<Evidence> evidence) {
    var named =
        evidence.stream().filter(VerdictInputs::isArmAlone).map(VerdictInputs::arm).toList();
    var otherEvidences =
        SingleArmFindings.failingAlone(table.rows())
            .filter(finding -> !named.contains(arm(finding)));
    var content = ContentFindings.of(trials.target(), table.rows());
    var startTls = StartTlsFinding.of(table).stream();
    var cut =
        Stream.of(HandshakeCutFinding.of(table.rows()), AnswerCutFinding.of(table.rows()))
            .flatMap(Optional::stream);
    var notRun = NotMeasuredFindings.of(trials).stream();
    var redirects = RedirectFindings.failing(table.rows()).stream();
    var trend =
        OutcomeTrend.against(leading().hypothesis(), table).map(OutcomeTrend::evidence).stream();
    return Stream.of(
            evidence.stream(), trend, redirects, content, otherEvidences, startTls, cut, notRun)
        .flatMap(Function.identity())
        .toList();
  }

  private static boolean isArmAlone(Evidence evidence) {
    return evidence.kind() == FindingKind.ARM_FAILS_ALONE;
  }

  private static String arm(Evidence evidence) {
    return evidence.parameters().getOrDefault("arm", "");
  }

  private Explanation together(Optional<Hypothesis> hypothesis) {
    return new Explanation(Stream.concat(hypothesis.stream(), second.stream()).toList());
  }
}
