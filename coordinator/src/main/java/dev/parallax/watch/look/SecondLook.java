package dev.parallax.watch.look;

import dev.parallax.model.vantage.VantageId;
import dev.parallax.watch.look.Look.Sight;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;

/** Where a failure is looked at again, and whether it lasts. */
public final class SecondLook {
  private static final int HANDSHAKES = 8;

  private SecondLook() {}

  /**
   * The vantages of the second look: those that failed, at most half of them when there is another
   * vantage, and vantages that passed as a control; within eight handshakes, at least one vantage.
   *
   * @param look with a failure
   */
  public static SortedSet<VantageId> vantages(Look look) {
    int most = Math.max(1, HANDSHAKES / Math.max(1, look.handshakes()));
    var failed = look.with(Sight.FAILED);
    var passed = look.with(Sight.PASSED);
    int controls = Math.min(passed.size(), most / 2);
    var chosen = new TreeSet<VantageId>();
    failed.stream().limit(most - controls).forEach(chosen::add);
    passed.stream().limit(most - chosen.size()).forEach(chosen::add);
    return chosen;
  }

  /** The vantages that failed both times. */
  public static Set<VantageId> lasting(Look first, Look second) {
    var both = new TreeSet<>(first.with(Sight.FAILED));
    both.retainAll(second.with(Sight.FAILED));
    return both;
  }

  /**
   * Whether a failure of the first look lasts: what failed again stands for all that failed, except
   * for vantages of which the second look saw no failure.
   */
  public static Set<VantageId> standing(Look first, Look second) {
    if (lasting(first, second).isEmpty()) {
      return Set.of();
    }
    var standing = new TreeSet<>(first.with(Sight.FAILED));
    second
        .sights()
        .forEach(
            (vantage, sight) -> {
              if (sight != Sight.FAILED) {
                standing.remove(vantage);
              }
            });
    return standing;
  }
}
