package dev.parallax.attribution;

import dev.parallax.model.Arm;
import dev.parallax.model.VantageId;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * Vantage × arm × address, counted by sight.
 *
 * @param liars rows whose resolver gave addresses that nothing vouches for
 * @param farEnds what the other ends of the trials saw
 * @param hops where on the way faults sit
 * @param failing sights that probes by which causes are noticed ended with
 */
record Table(
    List<Row> rows,
    List<Row> liars,
    boolean hasInside,
    Addresses addresses,
    Set<Sight> failing,
    Set<Arm> ran,
    FarEnds farEnds,
    HopEvidence hops) {
  private static final Comparator<Cell.Key> KEYS =
      Comparator.comparing(Cell.Key::arm)
          .thenComparing(Cell.Key::question)
          .thenComparing(Cell.Key::address);

  /** Arms by whose failing a cause may be noticed. */
  private static final Set<Arm> NOTICED =
      Mechanisms.ALL.stream()
          .flatMap(mechanism -> mechanism.noticed().stream())
          .collect(Collectors.toUnmodifiableSet());

  /**
   * @param doubtful vantages whose references fail though base does not
   */
  static Table of(Scene scene, Set<VantageId> doubtful) {
    var addresses = Addresses.of(scene.seats(), scene.coordinatorSaw());
    var manners = Manners.of(scene.seats());
    var rows = new ArrayList<Row>();
    var failing = EnumSet.noneOf(Sight.class);
    var ran = EnumSet.noneOf(Arm.class);
    for (var seat : scene.seats()) {
      seat.trials().stream()
          .filter(trial -> trial.sight() != Sight.OK && NOTICED.contains(trial.arm()))
          .forEach(trial -> failing.add(trial.sight()));
      seat.trials().forEach(trial -> ran.add(trial.arm()));
      rows.add(row(rows.size(), seat, addresses, manners, !doubtful.contains(seat.id())));
    }
    var hasInside = scene.seats().stream().anyMatch(Seat::inside);
    var liars = rows.stream().filter(Row::liar).toList();
    return new Table(
        List.copyOf(rows),
        liars,
        hasInside,
        addresses,
        failing,
        ran,
        scene.farEnds(),
        HopEvidence.of(scene.target(), rows));
  }

  private static Row row(
      int index, Seat seat, Addresses addresses, Manners manners, boolean trusted) {
    var background = Background.of(seat);
    var counts = new TreeMap<Cell.Key, int[]>(KEYS);
    var ended = new EnumMap<Arm, Map<Sight, Integer>>(Arm.class);
    for (var trial : seat.trials()) {
      var sight = trial.sight();
      if (!isAtDoubtfulAddress(trial, addresses) && !FarEnds.isControl(trial)) {
        var key = new Cell.Key(trial.arm(), trial.question(), trial.at());
        counts.computeIfAbsent(key, none -> new int[Sight.COUNT])[sight.index()]++;
      }
      ended
          .computeIfAbsent(trial.arm(), none -> new EnumMap<>(Sight.class))
          .merge(sight, 1, Integer::sum);
    }
    var cells = new ArrayList<Cell>();
    counts.forEach(
        (key, seen) ->
            cells.add(
                new Cell(
                    key,
                    addresses.vouched().contains(key.address()),
                    seen,
                    background.expected(manners, key))));
    return new Row(
        index,
        seat,
        List.copyOf(cells),
        addresses.liar(seat),
        ended.getOrDefault(Arm.BASE, Map.of()).containsKey(Sight.NAME_UNRESOLVED),
        trusted,
        Oddity.gain(seat.inside(), cells),
        ended);
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
