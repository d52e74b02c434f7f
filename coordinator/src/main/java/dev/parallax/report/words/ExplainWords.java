package dev.parallax.report.words;

import dev.parallax.model.endpoint.Target;
import dev.parallax.model.vantage.VantageId;
import dev.parallax.model.verdict.Verdict;
import dev.parallax.report.explain.RefutationOutcome;
import dev.parallax.report.explain.VerdictExplanation;
import dev.parallax.report.facts.ArmNotRun;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** The sentences of an explanation, for any form it is printed in. */
public final class ExplainWords {
  private final Catalogue catalogue;

  public ExplainWords(Catalogue catalogue) {
    this.catalogue = catalogue;
  }

  /** The alternative of the weights of evidence. */
  public String against(VerdictExplanation explanation) {
    return explanation
        .against()
        .map(
            other ->
                catalogue.heading(
                    Heading.WEIGHED_AGAINST,
                    Map.of(
                        "cause", other.hypothesis().named(),
                        "what", catalogue.hypothesis(other.hypothesis()),
                        "scope", catalogue.scope(other.scope()))))
        .orElseGet(() -> catalogue.heading(Heading.WEIGHED_AGAINST_REST));
  }

  public String title(Heading heading, String against) {
    return catalogue.heading(heading, Map.of("against", against));
  }

  /** The refuting observation, and the outcome of the search for it. */
  public String test(Target target, Verdict verdict, RefutationOutcome test) {
    return catalogue.refutation(target, verdict, test.refutation())
        + catalogue.tested(test).map(state -> " — " + state).orElse("");
  }

  public String unrun(ArmNotRun unrun) {
    var arm = unrun.arm().word();
    if (unrun.reasons().isEmpty()) {
      return catalogue.heading(Heading.UNRUN_UNPLANNED, Map.of("arm", arm));
    }
    return unrun.reasons().entrySet().stream()
        .map(
            entry ->
                catalogue.heading(
                    Heading.UNRUN_BECAUSE,
                    Map.of(
                        "arm", arm,
                        "reason", catalogue.notRun(entry.getKey()),
                        "who", catalogue.names(entry.getValue()))))
        .collect(Collectors.joining("; "));
  }

  public String unexplained(List<VantageId> vantages) {
    return catalogue.heading(Heading.UNEXPLAINED, Map.of("who", catalogue.names(vantages)));
  }
}
