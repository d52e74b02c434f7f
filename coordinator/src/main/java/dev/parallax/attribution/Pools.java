package dev.parallax.attribution;

import dev.parallax.model.Arm;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The pools of one table, by question. */
final class Pools {
  private final Map<String, Pool> byQuestion = new HashMap<>();
  private final List<Pool> all = new ArrayList<>();
  private final double noise;

  private Pools(double noise) {
    this.noise = noise;
  }

  static Pools of(List<Counted> seats) {
    var pools = new Pools(noise(seats));
    for (var seat : seats) {
      seat.cells()
          .forEach((key, seen) -> pools.of(key).ifPresent(pool -> pool.add(Cell.discounted(seen))));
    }
    return pools;
  }

  private static double noise(List<Counted> seats) {
    return seats.stream()
        .mapToDouble(counted -> Background.of(counted.seat()).noise())
        .average()
        .orElse(Priors.NOISE);
  }

  /** Nothing for a question that a sound server answers in one way. */
  Optional<Pool> of(Cell.Key key) {
    return Priors.manners(key.arm()).size() > 1
        ? Optional.of(
            byQuestion.computeIfAbsent(key.arm() + "/" + question(key), name -> add(key.arm())))
        : Optional.empty();
  }

  /** It is the same server to the first control as to the others. */
  private static String question(Cell.Key key) {
    return key.question().equals(Trial.FIRST) ? "" : key.question();
  }

  private Pool add(Arm arm) {
    all.add(new Pool(all.size(), Priors.manners(arm), noise));
    return all.getLast();
  }

  int size() {
    return all.size();
  }

  Pool get(int index) {
    return all.get(index);
  }
}
