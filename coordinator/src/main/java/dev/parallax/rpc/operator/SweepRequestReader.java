package dev.parallax.rpc.operator;

import dev.parallax.model.plan.HandshakeCeiling;
import dev.parallax.model.plan.TargetLine;
import dev.parallax.sweep.request.SweepLimits;
import dev.parallax.sweep.request.SweepRequest;
import dev.parallax.sweep.request.VantageSelector;
import dev.parallax.v1.InsideSelector;
import dev.parallax.v1.StartSweepRequest;
import dev.parallax.wire.Wire;
import java.util.OptionalInt;
import java.util.stream.Collectors;

/** Reads the request of a sweep from its message. */
final class SweepRequestReader {
  private SweepRequestReader() {}

  /**
   * The request.
   *
   * @throws IllegalArgumentException naming the value and what was expected
   */
  static SweepRequest read(StartSweepRequest request) {
    var lines = request.getTargetsList().stream().map(TargetLine::parse).toList();
    return new SweepRequest(
            lines.stream().map(TargetLine::target).toList(),
            VantageSelector.parse(request.getFrom()),
            request.getInsideList().stream().map(SweepRequestReader::inside).toList(),
            request.getTrials() == 0 ? SweepRequest.DEFAULT_TRIALS : request.getTrials(),
            request.hasDeadline()
                ? Wire.span("deadline", request.getDeadline())
                : SweepRequest.DEFAULT_DEADLINE,
            request.hasStepTimeout()
                ? Wire.span("step_timeout", request.getStepTimeout())
                : SweepRequest.DEFAULT_STEP_TIMEOUT,
            request.getArmsValueList().stream().map(Wire::arm).collect(Collectors.toSet()),
            limits(request),
            Wire.family(request.getFamilyValue()))
        .exchanging(lines);
  }

  private static SweepLimits limits(StartSweepRequest request) {
    return new SweepLimits(
        request.getRounds() == 0 ? SweepLimits.DEFAULT_ROUNDS : request.getRounds(),
        request.getMaxHandshakes() == 0
            ? OptionalInt.empty()
            : OptionalInt.of(request.getMaxHandshakes()),
        request.getHandshakesPerSecond() == 0
            ? HandshakeCeiling.DEFAULT
            : new HandshakeCeiling(request.getHandshakesPerSecond()),
        request.getAllVantages() ? Integer.MAX_VALUE : SweepLimits.DEFAULT_VANTAGES);
  }

  private static SweepRequest.InsideVantages inside(InsideSelector declared) {
    return new SweepRequest.InsideVantages(
        VantageSelector.parse(declared.getSelector()),
        Wire.address("inside.route", declared.getRoute()));
  }
}
