package dev.parallax.attribution.history;

import dev.parallax.attribution.history.ComparedStep.ReferencePace;
import dev.parallax.attribution.symptom.VantageTrials;
import dev.parallax.model.failure.Step;
import dev.parallax.model.history.StepHistory;
import dev.parallax.model.history.TargetHistory;
import dev.parallax.model.vantage.VantageId;
import dev.parallax.model.verdict.Evidence;
import dev.parallax.model.verdict.FindingKind;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** The steps that take longer than their own history explains: one finding for each step. */
final class SlowStepFindings {
  private SlowStepFindings() {}

  static Stream<Evidence> of(List<VantageTrials> vantages, TargetHistory history) {
    return Stream.of(Step.values())
        .map(step -> StepComparison.of(vantages, history, step))
        .flatMap(
            compared -> Stream.of(target(compared), vantage(compared)).flatMap(Optional::stream));
  }

  private static Optional<Evidence> target(StepComparison compared) {
    if (compared.slow().isEmpty()) {
      return Optional.empty();
    }
    var parameters = new HashMap<>(figures(compared.slow()));
    var place = SlowPlace.of(compared);
    parameters.put("place", place.kind().name().toLowerCase(Locale.ROOT));
    parameters.put("label", place.label());
    parameters.put("value", place.value());
    parameters.put("references", references(compared.slow()));
    return Optional.of(
        new Evidence(
            FindingKind.SLOWER_THAN_HISTORY,
            parameters,
            ids(compared.slow()),
            ids(compared.usual()),
            0));
  }

  private static Optional<Evidence> vantage(StepComparison compared) {
    return compared.alike().isEmpty()
        ? Optional.empty()
        : Optional.of(
            new Evidence(
                FindingKind.REFERENCES_SLOWER_TOO,
                figures(compared.alike()),
                ids(compared.alike()),
                ids(compared.usual()),
                0));
  }

  /** Medians over the vantages. */
  private static Map<String, String> figures(List<ComparedStep> slow) {
    return Map.of(
        "step", slow.getFirst().step().word(),
        "here", median(slow.stream().map(ComparedStep::now)),
        "usual", median(slow.stream().map(ComparedStep::usual).map(StepHistory::median)),
        "trials", Integer.toString(slow.stream().mapToInt(ComparedStep::trials).sum()),
        "looks",
            Integer.toString(slow.stream().mapToInt(one -> one.usual().looks()).min().orElse(0)));
  }

  private static String median(Stream<Duration> times) {
    return UsualTime.median(times.toList()).toString();
  }

  private static String references(List<ComparedStep> slow) {
    var known = slow.stream().allMatch(one -> one.references() == ReferencePace.USUAL);
    return known ? "usual" : "unknown";
  }

  private static List<VantageId> ids(List<ComparedStep> steps) {
    return steps.stream().map(one -> one.vantage().id()).toList();
  }
}
