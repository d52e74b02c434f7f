package dev.parallax.attribution.correction;

import dev.parallax.attribution.catalogue.Thresholds;
import dev.parallax.attribution.history.HandshakeHistory;
import dev.parallax.attribution.stats.Share;
import dev.parallax.attribution.symptom.ArmGroups;
import dev.parallax.attribution.symptom.ClassifiedTrial;
import dev.parallax.attribution.symptom.Symptom;
import dev.parallax.attribution.symptom.VantageTrials;
import dev.parallax.model.observation.SchedulingDelay;
import dev.parallax.model.observation.TcpStep;
import dev.parallax.model.observation.TlsStep;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.stream.DoubleStream;
import java.util.stream.Stream;

/**
 * A vantage's handshakes with the target are slow when they take many times as long, and as many
 * round trips, as at most vantages, and as the handshakes of the same vantage with its reference
 * sites: what is slow there is neither the server nor the vantage. Without reference sites the
 * handshakes of the same vantage with the target in its history take their place.
 */
final class SlowHandshakeCorrection {
  private SlowHandshakeCorrection() {}

  static List<VantageTrials> correct(List<VantageTrials> vantages, HandshakeHistory history) {
    var usual = median(vantages.stream().flatMap(SlowHandshakeCorrection::handshakes));
    var time =
        vantages.stream()
            .flatMap(SlowHandshakeCorrection::handshakes)
            .flatMap(trial -> took(trial).stream())
            .sorted()
            .toList();
    if (usual.isEmpty() || time.isEmpty()) {
      return vantages;
    }
    var least = time.get(time.size() / 2).multipliedBy(Thresholds.SLOW_TIMES_MEDIAN);
    var longer = least.compareTo(Thresholds.PACE_LEAST) > 0 ? least : Thresholds.PACE_LEAST;
    return vantages.stream()
        .map(vantage -> corrected(vantage, usual.getAsDouble(), ownPace(vantage, history), longer))
        .toList();
  }

  private static Stream<ClassifiedTrial> handshakes(VantageTrials vantage) {
    return vantage.trials().stream().filter(trial -> ArmGroups.HELLOS.contains(trial.arm()));
  }

  /** Of the reference sites; with too few of them, of the target in its own history. */
  private static OptionalDouble ownPace(VantageTrials vantage, HandshakeHistory history) {
    var controls = vantage.controls().stream().filter(ClassifiedTrial::ok).toList();
    return controls.size() < Thresholds.PACE_CONTROLS
        ? history.slowPace(vantage)
        : median(controls.stream());
  }

  private static VantageTrials corrected(
      VantageTrials vantage, double usual, OptionalDouble own, Duration least) {
    if (own.isEmpty()) {
      return vantage;
    }
    double limit = Math.max(usual, own.getAsDouble()) * Thresholds.PACE_TIMES;
    var slow = handshakes(vantage).filter(trial -> isSlow(trial, limit, least)).count();
    var all = handshakes(vantage).filter(trial -> pace(trial).isPresent()).count();
    return slow < Thresholds.PACE_TRIALS || !Share.of(slow, all).isAtLeastHalf()
        ? vantage
        : vantage.with(
            vantage.trials().stream()
                .map(trial -> isRaised(trial, limit, least) ? trial.as(Symptom.OK_SLOW) : trial)
                .toList());
  }

  private static boolean isRaised(ClassifiedTrial trial, double limit, Duration least) {
    return trial.symptom() == Symptom.OK
        && ArmGroups.HELLOS.contains(trial.arm())
        && isSlow(trial, limit, least);
  }

  private static boolean isSlow(ClassifiedTrial trial, double limit, Duration least) {
    return took(trial).filter(time -> time.compareTo(least) >= 0).isPresent()
        && pace(trial).filter(pace -> pace >= limit).isPresent();
  }

  private static OptionalDouble median(Stream<ClassifiedTrial> trials) {
    var paces =
        trials.flatMap(trial -> pace(trial).stream()).mapToDouble(pace -> pace).sorted().toArray();
    return paces.length == 0
        ? OptionalDouble.empty()
        : DoubleStream.of(paces[paces.length / 2]).findFirst();
  }

  /**
   * The time of the handshake in connect times; empty for a handshake that did not complete, and
   * where packets were lost, which is a fault of its own.
   */
  private static Optional<Double> pace(ClassifiedTrial trial) {
    var connect = trial.seen().steps().tcp().filter(SlowHandshakeCorrection::isWithoutLoss);
    return took(trial)
        .flatMap(
            time ->
                connect
                    .map(TcpStep::took)
                    .filter(Duration::isPositive)
                    .map(base -> (double) time.toNanos() / base.toNanos()));
  }

  private static boolean isWithoutLoss(TcpStep tcp) {
    return tcp.info().map(info -> info.retransmits() == 0).orElse(true);
  }

  /** The time of a completed handshake without the delay of the agent itself. */
  static Optional<Duration> took(ClassifiedTrial trial) {
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
