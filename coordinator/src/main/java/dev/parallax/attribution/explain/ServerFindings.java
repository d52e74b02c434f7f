package dev.parallax.attribution.explain;

import dev.parallax.attribution.comparison.ComparedVantages;
import dev.parallax.attribution.comparison.Comparison;
import dev.parallax.attribution.comparison.ServerTrait;
import dev.parallax.attribution.comparison.SharedAddress;
import dev.parallax.attribution.hypothesis.Hypothesis;
import dev.parallax.model.verdict.Cause;
import dev.parallax.model.verdict.Evidence;
import dev.parallax.model.verdict.FindingKind;
import java.util.List;
import java.util.Map;

/** What shows that two servers answer at one address: the traits in which they differ. */
final class ServerFindings {
  private ServerFindings() {}

  /** One finding for each trait, for a fault of the service that shows at one of the servers. */
  static List<Evidence> of(Comparison table, Hypothesis hypothesis, double weight) {
    if (hypothesis.id().family() != Cause.CauseFamily.SERVICE) {
      return List.of();
    }
    return table.shared().stream()
        .filter(shared -> hypothesis.shows(shared.symptom()))
        .filter(shared -> hypothesis.reach().rows().containsAll(shared.failing()))
        .flatMap(
            shared ->
                shared.differs().entrySet().stream()
                    .map(entry -> evidence(shared, entry.getKey(), entry.getValue(), weight)))
        .toList();
  }

  private static Evidence evidence(
      SharedAddress shared, ServerTrait trait, SharedAddress.Values values, double weight) {
    return new Evidence(
        FindingKind.OTHER_SERVER,
        Map.of(
            "address", shared.address().toString(),
            "trait", trait.word(),
            "here", values.failing(),
            "elsewhere", values.passing()),
        ComparedVantages.ids(shared.failing()),
        ComparedVantages.ids(shared.passing()),
        weight);
  }
}
