package dev.parallax.attribution;

import dev.parallax.model.Arm;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * One vantage's trials, counted.
 *
 * @param cells by sight's index
 * @param ended how often each arm ended with each sight
 */
record Counted(Seat seat, SortedMap<Cell.Key, int[]> cells, Map<Arm, Map<Sight, Integer>> ended) {
  private static final Comparator<Cell.Key> KEYS =
      Comparator.comparing(Cell.Key::arm)
          .thenComparing(Cell.Key::question)
          .thenComparing(Cell.Key::address);

  static Counted of(Seat seat, Addresses addresses) {
    var cells = new TreeMap<Cell.Key, int[]>(KEYS);
    var ended = new EnumMap<Arm, Map<Sight, Integer>>(Arm.class);
    for (var trial : seat.trials()) {
      var sight = trial.sight();
      if (!isAtDoubtfulAddress(trial, addresses) && !FarEnds.isControl(trial)) {
        var key = new Cell.Key(trial.arm(), trial.question(), trial.at());
        cells.computeIfAbsent(key, none -> new int[Sight.COUNT])[sight.index()]++;
      }
      ended
          .computeIfAbsent(trial.arm(), none -> new EnumMap<>(Sight.class))
          .merge(sight, 1, Integer::sum);
    }
    return new Counted(seat, cells, ended);
  }

  /**
   * An address that nothing vouches for, tried on purpose: a lie fails from everywhere, and so does
   * an address of the origin's own gone bad.
   */
  private static boolean isAtDoubtfulAddress(Trial trial, Addresses addresses) {
    return ArmSets.ADDRESSED.contains(trial.arm())
        && addresses.seenBy().containsKey(trial.at())
        && !addresses.vouched().contains(trial.at());
  }
}
