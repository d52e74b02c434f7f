package dev.parallax.attribution.health;

import dev.parallax.attribution.catalogue.Thresholds;
import dev.parallax.attribution.symptom.ClassifiedTrial;
import dev.parallax.attribution.symptom.TargetTrials;
import dev.parallax.attribution.symptom.VantageTrials;
import dev.parallax.model.observation.TcpStep;
import java.time.Duration;
import java.util.Comparator;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Connect times of the target and of reference sites that are too short for any other host: a
 * firewall or proxy on the vantage's own host answers in place of all.
 *
 * @param longest connect time of these trials
 * @param sites the number of reference sites
 * @param elsewhere median connect time of the other vantages
 */
public record ImmediateAnswers(Duration longest, int trials, int sites, Duration elsewhere) {
  private static final Duration AT_ONCE =
      Duration.ofNanos(Thresholds.AT_ONCE_MICROSECONDS * 1_000L);

  /**
   * Empty unless every connection of the target and of two sites or more was answered at once, or
   * long before the first router answers, and the connections of the other vantages took many times
   * as long: in a small network all are short.
   */
  public static Optional<ImmediateAnswers> of(TargetTrials scene, VantageTrials vantage) {
    var sites = vantage.references().stream().map(ClassifiedTrial::site).distinct().count();
    var times = times(vantage).toList();
    if (sites < Thresholds.AT_ONCE_SITES || times.stream().anyMatch(Optional::isEmpty)) {
      return Optional.empty();
    }
    var longest = times.stream().flatMap(Optional::stream).max(Comparator.naturalOrder());
    return longest
        .filter(time -> time.compareTo(AT_ONCE) < 0 || FirstRouter.isLaterThan(time, vantage))
        .flatMap(
            time ->
                elsewhere(scene, vantage)
                    .filter(usual -> isFarLonger(usual, time))
                    .map(usual -> new ImmediateAnswers(time, times.size(), (int) sites, usual)));
  }

  private static boolean isFarLonger(Duration usual, Duration time) {
    return usual.compareTo(time.multipliedBy(Thresholds.AT_ONCE_TIMES)) >= 0;
  }

  private static Optional<Duration> elsewhere(TargetTrials scene, VantageTrials vantage) {
    var times =
        scene.vantages().stream()
            .filter(other -> !other.inside() && !other.id().equals(vantage.id()))
            .flatMap(ImmediateAnswers::times)
            .flatMap(Optional::stream)
            .sorted()
            .toList();
    return times.isEmpty() ? Optional.empty() : Optional.of(times.get(times.size() / 2));
  }

  /** Empty for a trial without a connection. */
  private static Stream<Optional<Duration>> times(VantageTrials vantage) {
    return Stream.concat(vantage.base(), vantage.references().stream())
        .map(trial -> trial.seen().steps().tcp().map(TcpStep::took));
  }
}
