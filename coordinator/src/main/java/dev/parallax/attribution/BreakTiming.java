package dev.parallax.attribution;

import dev.parallax.model.Evidence;
import dev.parallax.model.FindingKind;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.DoubleStream;

/** How long after the ClientHello the connection broke, in connect times: recorded, not weighed. */
final class BreakTiming {
  private BreakTiming() {}

  static Optional<Evidence> of(Hypothesis cause, List<Row> failing) {
    if (cause.sight() != Sight.CUT_AFTER_HELLO) {
      return Optional.empty();
    }
    var ratios =
        failing.stream()
            .flatMap(row -> row.seat().base())
            .filter(trial -> trial.sight() == Sight.CUT_AFTER_HELLO)
            .flatMapToDouble(BreakTiming::ratio)
            .sorted()
            .toArray();
    return ratios.length == 0
        ? Optional.empty()
        : Optional.of(evidence(ratios[ratios.length / 2], failing));
  }

  private static Evidence evidence(double median, List<Row> failing) {
    return new Evidence(
        FindingKind.BREAK_TIMING,
        Map.of("ratio", String.format(Locale.ROOT, "%.1f", median)),
        Floors.ids(failing),
        List.of(),
        0);
  }

  private static DoubleStream ratio(Trial trial) {
    var tcp = trial.seen().steps().tcp();
    var tls = trial.seen().steps().tls();
    if (tcp.isEmpty() || tls.isEmpty() || !tcp.get().took().isPositive()) {
      return DoubleStream.empty();
    }
    var connect = (double) tcp.get().took().toNanos();
    return DoubleStream.of(tls.get().sinceLastSend().toNanos() / connect);
  }
}
