package dev.parallax.attribution;

import java.util.HashMap;
import java.util.List;

/** A server that is slow to most networks is slow; to a few, their path is. */
final class Slowness {
  private Slowness() {}

  static List<Seat> told(List<Seat> seats) {
    return isEverywhere(seats) ? seats.stream().map(Slowness::forgiven).toList() : seats;
  }

  /** Where it passes at all. */
  private static boolean isEverywhere(List<Seat> seats) {
    var networks = new HashMap<String, Boolean>();
    for (var seat : seats) {
      if (seat.base().anyMatch(Trial::ok)) {
        networks.merge(seat.network(), isSlow(seat), Boolean::logicalOr);
      }
    }
    return networks.values().stream().filter(slow -> slow).count() * 2 > networks.size();
  }

  private static boolean isSlow(Seat seat) {
    return seat.base().anyMatch(trial -> trial.sight() == Sight.OK_SLOW);
  }

  private static Seat forgiven(Seat seat) {
    return seat.with(
        seat.trials().stream()
            .map(trial -> trial.sight() == Sight.OK_SLOW ? trial.as(Sight.OK) : trial)
            .toList());
  }
}
