package dev.parallax.attribution;

import java.util.List;
import java.util.Set;

/**
 * What a trial shows once all are known: whose certificate it was, which answers stand, whether the
 * server is slow to everyone, whether a vantage was let in at first only.
 */
final class Retelling {
  private Retelling() {}

  static List<Seat> of(List<Seat> seats, Set<String> coordinatorSaw) {
    var judged = Unjudged.told(seats);
    var told = Slowness.told(Leaves.of(judged).told(judged));
    return Bans.told(Addresses.of(told, coordinatorSaw).told(told));
  }
}
