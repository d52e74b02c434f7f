package dev.parallax.attribution.history;

import dev.parallax.attribution.symptom.VantageTrials;
import dev.parallax.model.failure.Step;
import dev.parallax.model.history.StepHistory;
import dev.parallax.model.history.TargetHistory;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * The usual handshake with the target at each vantage, for vantages without a control.
 *
 * @param history absent in sweeps without one
 */
public record HandshakeHistory(Optional<TargetHistory> history) {

  /**
   * The usual time of the handshake in connect times, where the handshake is slower now than its
   * own history explains and no reference site is.
   */
  public OptionalDouble slowPace(VantageTrials vantage) {
    var known = history.flatMap(all -> all.at(vantage.id()));
    var tls = known.flatMap(own -> ComparedStep.of(vantage, own, Step.TLS));
    var tcp = known.flatMap(own -> ComparedStep.of(vantage, own, Step.TCP));
    return tls.filter(ComparedStep::isSlow)
        .filter(here -> here.references() != ComparedStep.ReferencePace.SLOW)
        .flatMap(here -> tcp.map(connect -> pace(here.usual(), connect.usual())))
        .map(OptionalDouble::of)
        .orElseGet(OptionalDouble::empty);
  }

  private static double pace(StepHistory tls, StepHistory tcp) {
    return (double) tls.median().toNanos() / Math.max(1, tcp.median().toNanos());
  }
}
