package dev.parallax.attribution.verdict;

import dev.parallax.attribution.explain.EvidenceFindings;
import dev.parallax.attribution.explain.target.RedirectFindings;
import dev.parallax.attribution.explain.target.ShownForFinding;
import dev.parallax.attribution.hypothesis.BlameAssignment;
import dev.parallax.attribution.inference.HypothesisPosterior;
import dev.parallax.model.verdict.Blame;
import dev.parallax.model.verdict.Cause;
import dev.parallax.model.verdict.Evidence;
import dev.parallax.model.verdict.Grade;
import dev.parallax.model.verdict.Verdict;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;

/** The verdict that the target works for the answering vantages. */
final class HealthyVerdict {
  private HealthyVerdict() {}

  static Verdict of(VerdictInputs inputs) {
    return new Verdict(
        Blame.HEALTHY,
        Optional.empty(),
        Optional.of(cause(inputs)),
        Optional.empty(),
        HypothesisPosterior.NOTHING.scope(),
        Optional.empty(),
        inputs.beliefs().probability(new BlameAssignment(Blame.HEALTHY, Optional.empty())),
        true,
        Grade.STRONG,
        List.of(),
        inputs.withContext(evidence(inputs)),
        inputs.beliefs().candidates(),
        List.of(),
        List.of());
  }

  private static Cause cause(VerdictInputs inputs) {
    var hypothesis = inputs.leading().hypothesis();
    return inputs.table().addresses().differ(inputs.trials().vantages())
            || (hypothesis != null && hypothesis.id() == Cause.ANSWERS_DIFFER_BY_PLACE)
        ? Cause.ANSWERS_DIFFER_BY_PLACE
        : Cause.HEALTHY;
  }

  private static List<Evidence> evidence(VerdictInputs inputs) {
    var hypothesis = inputs.leading().hypothesis();
    var evidence =
        hypothesis == null
            ? List.of(EvidenceFindings.nothingFails(inputs.table()))
            : inputs.evidence(hypothesis, inputs.leadingBlame());
    var shown = ShownForFinding.of(inputs.trials().target(), inputs.table().rows());
    var redirects = RedirectFindings.elsewhere(inputs.trials().target(), inputs.table().rows());
    return Stream.of(evidence.stream(), Stream.of(shown), redirects.stream())
        .flatMap(Function.identity())
        .toList();
  }
}
