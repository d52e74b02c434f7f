package dev.parallax.attribution.explain;

import dev.parallax.attribution.comparison.ComparedVantage;
import dev.parallax.attribution.comparison.ComparedVantages;
import dev.parallax.attribution.hypothesis.Hypothesis;
import dev.parallax.attribution.symptom.ClassifiedTrial;
import dev.parallax.attribution.symptom.Symptom;
import dev.parallax.model.observation.SchedulingDelay;
import dev.parallax.model.verdict.Evidence;
import dev.parallax.model.verdict.FindingKind;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.DoubleStream;

/** How long after the ClientHello the connection broke, in connect times: recorded, not weighed. */
public final class BreakTimingFinding {
  private BreakTimingFinding() {}

  static Optional<Evidence> of(Hypothesis hypothesis, List<ComparedVantage> failing) {
    if (hypothesis.symptom() != Symptom.CUT_AFTER_HELLO) {
      return Optional.empty();
    }
    var ratios =
        failing.stream()
            .flatMap(row -> row.vantage().base())
            .filter(trial -> trial.symptom() == Symptom.CUT_AFTER_HELLO)
            .flatMapToDouble(BreakTimingFinding::ratio)
            .sorted()
            .toArray();
    return ratios.length == 0
        ? Optional.empty()
        : Optional.of(evidence(ratios[ratios.length / 2], failing));
  }

  private static Evidence evidence(double median, List<ComparedVantage> failing) {
    return new Evidence(
        FindingKind.BREAK_TIMING,
        Map.of("ratio", String.format(Locale.ROOT, "%.1f", median)),
        ComparedVantages.ids(failing),
        List.of(),
        0);
  }

  private static DoubleStream ratio(ClassifiedTrial trial) {
    var tcp = trial.seen().steps().tcp();
    var tls = trial.seen().steps().tls();
    if (trial.seen().delay().filter(SchedulingDelay::isNotable).isPresent()) {
      return DoubleStream.empty();
    }
    if (tcp.isEmpty() || tls.isEmpty() || !tcp.get().took().isPositive()) {
      return DoubleStream.empty();
    }
    var connect = (double) tcp.get().took().toNanos();
    return DoubleStream.of(tls.get().sinceLastSend().toNanos() / connect);
  }
}
