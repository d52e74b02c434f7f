package dev.parallax.cli.live;

import dev.parallax.report.words.Catalogue;
import dev.parallax.v1.PlanSweepResponse;
import dev.parallax.wire.Wire;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;

/**
 * The load of a sweep on its hosts, at most.
 *
 * @param perSecond handshakes at one host in one second, over all vantages
 * @param handshakes of the whole sweep
 */
public record TargetLoad(int perSecond, long handshakes) {
  /** Absent from a coordinator that keeps no ceiling. */
  public static Optional<TargetLoad> of(PlanSweepResponse plan) {
    return plan.getHandshakesPerSecond() == 0
        ? Optional.empty()
        : Optional.of(new TargetLoad(plan.getHandshakesPerSecond(), plan.getMostHandshakes()));
  }

  /** The duration of the sweep at most; absent from a coordinator that keeps no ceiling. */
  public static Optional<Duration> longest(PlanSweepResponse plan) {
    return plan.hasLongest()
        ? Optional.of(Wire.span("longest", plan.getLongest()))
        : Optional.empty();
  }

  public String line(Catalogue catalogue) {
    return catalogue.progress(
        "load",
        Map.of("rate", Integer.toString(perSecond), "handshakes", Long.toString(handshakes)));
  }
}
