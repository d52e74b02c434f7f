package dev.parallax.attribution;

import dev.parallax.model.Arm;
import java.util.ArrayList;
import java.util.List;

/**
 * What one cause makes of the arms it makes no prediction for. Whatever it does to such an arm, it
 * does to all it touches alike: spares it, hits it as it hits the others, or something else.
 */
final class Doubts {
  private static final double LOG_SPARED = Math.log(0.45);
  private static final double LOG_HIT = Math.log(0.45);
  private static final double LOG_ELSE = Math.log(0.10);

  private final Hypothesis cause;
  private final Pools pools;
  private final List<Doubt> doubts = new ArrayList<>();

  Doubts(Hypothesis cause, Pools pools) {
    this.cause = cause;
    this.pools = pools;
  }

  /** One arm's cells, summed up. */
  private static final class Doubt {
    private final Arm arm;
    private final Taken taken;
    private double hits;
    private double misses;
    private double background;
    private double anything;

    Doubt(Arm arm, Taken taken) {
      this.arm = arm;
      this.taken = taken;
    }

    void add(Doubt more) {
      hits += more.hits;
      misses += more.misses;
      background += more.background;
      anything += more.anything;
      taken.add(more.taken);
    }
  }

  void clear() {
    doubts.clear();
  }

  void add(Cell cell, int alike) {
    var doubt = of(cell.arm());
    doubt.anything += alike * cell.unsureGain();
    double hit = 0;
    var shows = cause.mechanism().leanings().sights();
    for (int rest = shows & cell.present(); rest != 0; rest &= rest - 1) {
      int sight = Integer.numberOfTrailingZeros(rest);
      hit += alike * cell.count(sight);
      doubt.background += alike * cell.background(sight);
      doubt.taken.add(cell, sight, alike);
    }
    doubt.hits += hit;
    doubt.misses += alike * cell.total() - hit;
  }

  void add(Doubts more) {
    more.doubts.forEach(doubt -> of(doubt.arm).add(doubt));
  }

  private Doubt of(Arm arm) {
    for (var doubt : doubts) {
      if (doubt.arm == arm) {
        return doubt;
      }
    }
    doubts.add(new Doubt(arm, new Taken(pools)));
    return doubts.getLast();
  }

  double gain() {
    double sum = 0;
    for (var doubt : doubts) {
      var hit = LOG_HIT + chance(doubt) - doubt.background + doubt.taken.gain();
      sum += Numbers.logAdd(LOG_SPARED, Numbers.logAdd(hit, LOG_ELSE + doubt.anything));
    }
    return sum;
  }

  /** The gain if it were known what it does. */
  double most() {
    double sum = 0;
    for (var doubt : doubts) {
      sum += Math.max(0, Math.max(chance(doubt) - doubt.background, doubt.anything));
    }
    return sum;
  }

  private double chance(Doubt doubt) {
    return cause.always()
        ? doubt.hits * Math.log1p(-Priors.MISS) + doubt.misses * Math.log(Priors.MISS)
        : Numbers.logUnknownRate(doubt.hits, doubt.misses);
  }
}
