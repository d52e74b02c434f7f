package dev.parallax.attribution;

import dev.parallax.model.Arm;
import dev.parallax.model.VantageId;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Vantage × arm × address, counted by sight.
 *
 * @param liars rows whose resolver gave addresses that nothing vouches for
 * @param pools what everybody saw of questions a server has manners for
 * @param farEnds what the other ends of the trials saw
 * @param hops where on the way faults sit
 * @param failing sights that probes by which causes are noticed ended with
 */
record Table(
    List<Row> rows,
    List<Row> liars,
    boolean hasInside,
    Addresses addresses,
    Pools pools,
    Set<Sight> failing,
    Set<Arm> ran,
    FarEnds farEnds,
    HopEvidence hops) {
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
    var counted = scene.seats().stream().map(seat -> Counted.of(seat, addresses)).toList();
    var pools = Pools.of(counted);
    var kinds = new Alike.Numbering();
    var rows = new ArrayList<Row>();
    var failing = EnumSet.noneOf(Sight.class);
    var ran = EnumSet.noneOf(Arm.class);
    for (var one : counted) {
      var seat = one.seat();
      seat.trials().stream()
          .filter(trial -> trial.sight() != Sight.OK && NOTICED.contains(trial.arm()))
          .forEach(trial -> failing.add(trial.sight()));
      seat.trials().forEach(trial -> ran.add(trial.arm()));
      rows.add(row(rows.size(), one, addresses, pools, kinds, !doubtful.contains(seat.id())));
    }
    var hasInside = scene.seats().stream().anyMatch(Seat::inside);
    var liars = rows.stream().filter(Row::liar).toList();
    return new Table(
        List.copyOf(rows),
        liars,
        hasInside,
        addresses,
        pools,
        failing,
        ran,
        scene.farEnds(),
        HopEvidence.of(scene.target(), rows));
  }

  private static Row row(
      int index,
      Counted counted,
      Addresses addresses,
      Pools pools,
      Alike.Numbering kinds,
      boolean trusted) {
    var seat = counted.seat();
    var background = Background.of(seat);
    var cells = new ArrayList<Cell>();
    counted
        .cells()
        .forEach((key, seen) -> cells.add(cell(key, seen, addresses, background, pools)));
    var liar = addresses.liar(seat);
    var odd = Oddity.gain(seat, cells);
    return new Row(
        index,
        kinds.of(seat.inside(), liar, odd, cells),
        seat,
        List.copyOf(cells),
        liar,
        counted.ended().getOrDefault(Arm.BASE, Map.of()).containsKey(Sight.NAME_UNRESOLVED),
        trusted,
        odd,
        counted.ended());
  }

  private static Cell cell(
      Cell.Key key, int[] seen, Addresses addresses, Background background, Pools pools) {
    var pool = pools.of(key).orElse(null);
    return new Cell(
        key,
        addresses.vouched().contains(key.address()),
        seen,
        pool == null ? background.expected() : background.expected(pool.manner()),
        pool);
  }
}
