package dev.parallax.attribution.explain;

import dev.parallax.attribution.comparison.ComparedVantage;
import dev.parallax.attribution.symptom.ArmGroups;
import dev.parallax.attribution.symptom.ClassifiedTrial;
import dev.parallax.model.observation.SchedulingDelay;
import dev.parallax.model.observation.TlsStep;
import dev.parallax.model.verdict.Cause;
import dev.parallax.model.verdict.Evidence;
import dev.parallax.model.verdict.FindingKind;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** How long handshakes take that complete, beside those of the controls. */
final class HandshakeTimesFinding {
  private HandshakeTimesFinding() {}

  /** Of throttling, where the target and both controls have such handshakes. */
  static Optional<Evidence> of(Contrast contrast) {
    if (contrast.hypothesis().id() != Cause.THROTTLING) {
      return Optional.empty();
    }
    var here = median(target(contrast.failing()));
    var elsewhere = median(target(contrast.passing()));
    var controls =
        median(contrast.failing().stream().flatMap(row -> row.vantage().controls().stream()));
    return here.isEmpty() || elsewhere.isEmpty() || controls.isEmpty()
        ? Optional.empty()
        : Optional.of(
            Contrast.evidence(
                FindingKind.HANDSHAKE_TIMES,
                Map.of(
                    "here", here.get().toString(),
                    "elsewhere", elsewhere.get().toString(),
                    "references", controls.get().toString()),
                contrast.failing(),
                contrast.passing(),
                0));
  }

  private static Stream<ClassifiedTrial> target(List<ComparedVantage> rows) {
    return rows.stream()
        .flatMap(row -> row.vantage().trials().stream())
        .filter(trial -> ArmGroups.HELLOS.contains(trial.arm()));
  }

  private static Optional<Duration> median(Stream<ClassifiedTrial> trials) {
    var times = trials.flatMap(trial -> took(trial).stream()).sorted().toList();
    return times.isEmpty() ? Optional.empty() : Optional.of(times.get(times.size() / 2));
  }

  /** Without the delay of the agent itself; empty for a handshake that did not complete. */
  private static Optional<Duration> took(ClassifiedTrial trial) {
    var own = trial.seen().delay().map(SchedulingDelay::total).orElse(Duration.ZERO);
    return trial
        .seen()
        .steps()
        .tls()
        .filter(tls -> !tls.chain().isEmpty())
        .map(TlsStep::took)
        .map(time -> time.minus(own));
  }
}
