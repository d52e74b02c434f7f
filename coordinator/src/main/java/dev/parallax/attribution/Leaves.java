package dev.parallax.attribution;

import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/**
 * Which leaf certificates are the target's own: those that passed somewhere, else the one that most
 * networks were sent.
 */
record Leaves(Set<String> own) {
  private static final Set<Sight> MAY_BE_FOREIGN =
      Set.of(Sight.CERT_NAME, Sight.CERT_ISSUER, Sight.CERT_OTHER);

  static Leaves of(List<Seat> seats) {
    var passed = new HashSet<String>();
    for (var seat : seats) {
      seat.trials().stream()
          .filter(trial -> trial.ok() && ArmSets.REQUESTS.contains(trial.arm()))
          .flatMap(trial -> trial.leaf().stream())
          .forEach(passed::add);
    }
    return new Leaves(passed.isEmpty() ? usual(seats) : passed);
  }

  private static Set<String> usual(List<Seat> seats) {
    Map<String, Set<String>> networks = new TreeMap<>();
    for (var seat : seats) {
      seat.base()
          .flatMap(trial -> trial.leaf().stream())
          .forEach(
              leaf -> networks.computeIfAbsent(leaf, key -> new HashSet<>()).add(seat.network()));
    }
    return networks.entrySet().stream()
        .max(Comparator.comparingInt(entry -> entry.getValue().size()))
        .filter(entry -> entry.getValue().size() > 1)
        .map(entry -> Set.of(entry.getKey()))
        .orElse(Set.of());
  }

  /** The seats with certificates named foreign that are nobody else's. */
  List<Seat> told(List<Seat> seats) {
    return own.isEmpty() ? seats : seats.stream().map(this::told).toList();
  }

  private Seat told(Seat seat) {
    return seat.trials().stream().noneMatch(this::foreign)
        ? seat
        : seat.with(
            seat.trials().stream()
                .map(trial -> foreign(trial) ? trial.as(Sight.CERT_FOREIGN) : trial)
                .toList());
  }

  private boolean foreign(Trial trial) {
    return MAY_BE_FOREIGN.contains(trial.sight())
        && !trial.isCentrallyAccepted()
        && trial.leaf().filter(leaf -> !own.contains(leaf)).isPresent();
  }

  /** The leaf that every trial with this sight was sent, if it is one. */
  static Optional<String> only(List<Row> rows, Sight sight) {
    var found = new HashMap<String, Integer>();
    for (var row : rows) {
      row.named()
          .filter(trial -> trial.sight() == sight)
          .forEach(trial -> found.merge(trial.leaf().orElse(""), 1, Integer::sum));
    }
    return found.size() == 1
        ? found.keySet().stream().filter(leaf -> !leaf.isEmpty()).findFirst()
        : Optional.empty();
  }
}
