package dev.parallax.attribution;

import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;

/** Which vantages lose packets whatever they ask for, while their neighbours do not. */
final class Losses {
  private static final Set<Sight> LOST =
      EnumSet.of(
          Sight.CONNECT_SILENT,
          Sight.SILENT_AFTER_HELLO,
          Sight.BROKEN_HANDSHAKE,
          Sight.HTTP_BROKEN,
          Sight.NAME_UNRESOLVED);

  private static final int LEAST_LOST = 3;
  private static final int LEAST_REPEATED = 2;

  /** A burst is over after fewer trials. */
  private static final int LONG = 6;

  private final List<Seat> seats;
  private final Function<Seat, List<Trial>> good;

  /**
   * @param good a vantage's trials of sites known to be well
   */
  Losses(List<Seat> seats, Function<Seat, List<Trial>> good) {
    this.seats = seats;
    this.good = good;
  }

  boolean isItsOwn(Seat seat) {
    return (fails(seat) || repeats(seat)) && neighbours(seat) == 0;
  }

  /** Packets had to be sent again for half of these, or they failed as they do when lost. */
  static boolean show(List<Trial> trials) {
    long again = repeated(trials);
    long lost = trials.stream().filter(Losses::isLost).count();
    return again >= LEAST_REPEATED
        && again + lost >= LEAST_LOST
        && (again + lost) * 2 >= trials.size();
  }

  private static long repeated(List<Trial> trials) {
    return trials.stream().filter(trial -> trial.sight() == Sight.OK_LOSSY).count();
  }

  private static boolean isLost(Trial trial) {
    return LOST.contains(trial.sight());
  }

  private boolean fails(Seat seat) {
    long base = seat.base().count();
    return loses(seat)
        && seat.base().filter(Trial::ok).count() * 2 <= base
        && seat.base().filter(Losses::isLost).count() * 2 >= base;
  }

  private boolean repeats(Seat seat) {
    return show(good.apply(seat)) && show(seat.trials()) && repeated(seat.trials()) >= LONG;
  }

  private long neighbours(Seat seat) {
    return seats.stream()
        .filter(other -> !other.id().equals(seat.id()))
        .filter(other -> loses(other) || show(good.apply(other)))
        .filter(other -> other.network().equals(seat.network()))
        .count();
  }

  /** Two sites or more fail so now and then. */
  private boolean loses(Seat seat) {
    var trials = good.apply(seat);
    var lost = trials.stream().filter(Losses::isLost).toList();
    return lost.size() >= LEAST_LOST
        && lost.size() * 5 >= trials.size() * 2
        && lost.stream().map(Trial::site).distinct().count() > 1;
  }
}
