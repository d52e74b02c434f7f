package dev.parallax.attribution;

import dev.parallax.model.HttpStep;
import dev.parallax.model.TlsStep;
import java.time.Duration;
import java.util.List;

/**
 * Slow is what takes many times as long as at most vantages: a server that is slow to everybody is
 * slow, and nothing else.
 */
final class Slowness {
  private static final int TIMES = 3;

  private Slowness() {}

  static List<Seat> told(List<Seat> seats) {
    var usual =
        seats.stream()
            .flatMap(Seat::base)
            .filter(Trial::ok)
            .mapToLong(Slowness::took)
            .sorted()
            .toArray();
    return usual.length == 0
        ? seats
        : seats.stream().map(seat -> told(seat, usual[usual.length / 2] * TIMES)).toList();
  }

  private static Seat told(Seat seat, long slow) {
    return seat.with(
        seat.trials().stream()
            .map(trial -> isForgiven(trial, slow) ? trial.as(Sight.OK) : trial)
            .toList());
  }

  private static boolean isForgiven(Trial trial, long slow) {
    return trial.sight() == Sight.OK_SLOW && took(trial) < slow;
  }

  private static long took(Trial trial) {
    var steps = trial.seen().steps();
    var tls = steps.tls().map(TlsStep::took).orElse(Duration.ZERO);
    return tls.plus(steps.http().map(HttpStep::took).orElse(Duration.ZERO)).toMillis();
  }
}
