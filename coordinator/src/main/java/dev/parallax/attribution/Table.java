package dev.parallax.attribution;

import dev.parallax.model.Arm;
import dev.parallax.model.VantageId;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * Vantage × arm × address, counted by sight.
 *
 * @param liars rows whose resolver gave addresses that nothing vouches for
 * @param farEnds what the other ends of the trials saw
 * @param failing sights that base probes ended with
 */
record Table(
    List<Row> rows,
    List<Row> liars,
    boolean hasInside,
    Addresses addresses,
    Set<Sight> failing,
    Set<Arm> ran,
    FarEnds farEnds) {

  /**
   * @param doubtful vantages whose references fail though base does not
   */
  static Table of(Scene scene, Set<VantageId> doubtful) {
    var addresses = Addresses.of(scene.seats());
    var manners = manners(scene.seats());
    var rows = new ArrayList<Row>();
    var failing = EnumSet.noneOf(Sight.class);
    var ran = EnumSet.noneOf(Arm.class);
    for (var seat : scene.seats()) {
      seat.base().filter(trial -> !trial.ok()).forEach(trial -> failing.add(trial.sight()));
      seat.trials().forEach(trial -> ran.add(trial.arm()));
      rows.add(row(rows.size(), seat, addresses, manners, !doubtful.contains(seat.id())));
    }
    var hasInside = scene.seats().stream().anyMatch(Seat::inside);
    var liars = rows.stream().filter(Row::liar).toList();
    return new Table(List.copyOf(rows), liars, hasInside, addresses, failing, ran, scene.farEnds());
  }

  private static Row row(
      int index, Seat seat, Addresses addresses, Map<Arm, double[]> manners, boolean trusted) {
    var noise = noise(seat);
    var counts = new TreeMap<Arm, Map<String, int[]>>();
    for (var trial : seat.trials()) {
      var address = trial.at();
      if (!isAtDoubtfulAddress(trial, addresses) && !FarEnds.isControl(trial)) {
        counts.computeIfAbsent(trial.arm(), key -> new TreeMap<>())
            .computeIfAbsent(address, key -> new int[Sight.COUNT])[trial.sight().index()]++;
      }
    }
    var cells = new ArrayList<Cell>();
    counts.forEach(
        (arm, byAddress) -> {
          var expected = expected(manners.get(arm), noise);
          byAddress.forEach((at, seen) -> cells.add(new Cell(arm, at, seen, expected)));
        });
    var base = new EnumMap<Sight, Integer>(Sight.class);
    seat.base().forEach(trial -> base.merge(trial.sight(), 1, Integer::sum));
    return new Row(
        index,
        seat,
        List.copyOf(cells),
        addresses.liar(seat),
        base.containsKey(Sight.NAME_UNRESOLVED),
        trusted,
        base);
  }

  /**
   * An address that nothing vouches for, tried on purpose: a lie fails from everywhere, and so does
   * an address of the origin's own gone bad.
   */
  private static boolean isAtDoubtfulAddress(Trial trial, Addresses addresses) {
    return Arms.ADDRESSED.contains(trial.arm())
        && addresses.seenBy().containsKey(trial.at())
        && !addresses.vouched().contains(trial.at());
  }

  private static double noise(Seat seat) {
    var failed = seat.references().stream().filter(trial -> !trial.ok()).count();
    var trials = seat.references().size();
    return (Priors.NOISE * Priors.NOISE_WEIGHT + failed) / (Priors.NOISE_WEIGHT + trials);
  }

  private static double[] expected(
      double @org.jspecify.annotations.Nullable [] manner, double noise) {
    var expected = new double[Sight.COUNT];
    for (var sight : Sight.values()) {
      var sound = manner == null ? (sight == Sight.OK ? 1 : 0) : manner[sight.index()];
      var stray = sight == Sight.OK ? 0 : Priors.noise(sight);
      expected[sight.index()] = (1 - noise) * sound + noise * stray;
    }
    return expected;
  }

  /**
   * How the server answers a foreign name or none, learned where the real name passes: some sound
   * servers refuse them.
   */
  private static Map<Arm, double[]> manners(List<Seat> seats) {
    var manners = new EnumMap<Arm, double[]>(Arm.class);
    for (var arm : List.of(Arm.CONTROL_SNI, Arm.NO_SNI)) {
      var seen = new double[Sight.COUNT];
      double total = Priors.MANNER_WEIGHT;
      for (var sight : Sight.values()) {
        seen[sight.index()] = Priors.manner(sight) * Priors.MANNER_WEIGHT;
      }
      for (var seat : seats) {
        if (!seat.failsBase()) {
          for (var trial : seat.trials()) {
            if (trial.arm() == arm) {
              seen[trial.sight().index()]++;
              total++;
            }
          }
        }
      }
      for (int i = 0; i < seen.length; i++) {
        seen[i] /= total;
      }
      manners.put(arm, seen);
    }
    return manners;
  }
}
