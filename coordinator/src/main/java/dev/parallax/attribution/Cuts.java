package dev.parallax.attribution;

import dev.parallax.model.Arm;
import java.util.List;

/**
 * One cut seen from two sides: a reset that comes by itself races our ClientHello, and whether it
 * is seen before or after it is chance. Where both are seen, all count as after; only the arm that
 * holds the ClientHello back tells the two apart.
 */
final class Cuts {
  private Cuts() {}

  static List<Seat> told(List<Seat> seats) {
    return sees(seats, Sight.CUT_BEFORE_HELLO) && sees(seats, Sight.CUT_AFTER_HELLO)
        ? seats.stream().map(Cuts::told).toList()
        : seats;
  }

  private static boolean sees(List<Seat> seats, Sight sight) {
    return seats.stream().flatMap(Seat::base).anyMatch(trial -> trial.sight() == sight);
  }

  private static Seat told(Seat seat) {
    return seat.with(seat.trials().stream().map(Cuts::told).toList());
  }

  private static Trial told(Trial trial) {
    return trial.sight() == Sight.CUT_BEFORE_HELLO && trial.arm() != Arm.DELAYED_HELLO
        ? trial.as(Sight.CUT_AFTER_HELLO)
        : trial;
  }
}
