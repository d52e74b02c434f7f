package dev.parallax.evaluate.network;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/** Chance with a fixed algorithm: the same seed draws the same on any machine. */
public final class SeededRandom {
  private static final long GOLDEN = 0x9E3779B97F4A7C15L;
  private final SplittableRandom random;

  private SeededRandom(SplittableRandom random) {
    this.random = random;
  }

  /** The random source of sweep {@code index} of {@code seed}, independent of all other sweeps. */
  public static SeededRandom of(long seed, long index) {
    return new SeededRandom(new SplittableRandom(mix(mix(seed) + GOLDEN * (index + 1))));
  }

  /** Independent of further draws from this source. */
  public SeededRandom split() {
    return new SeededRandom(random.split());
  }

  public boolean chance(double probability) {
    return random.nextDouble() < probability;
  }

  double unit() {
    return random.nextDouble();
  }

  public double between(double low, double high) {
    return low + (high - low) * random.nextDouble();
  }

  /** Both ends included. */
  public int between(int low, int high) {
    return random.nextInt(low, high + 1);
  }

  /** As many between 1 and 2 as between 10 and 20. */
  int logarithmic(int low, int high) {
    double span = StrictMath.log((high + 1.0) / low);
    return Math.min(high, (int) (low * StrictMath.exp(span * unit())));
  }

  public long bits() {
    return random.nextLong();
  }

  public <T> T pick(List<T> from) {
    return from.get(random.nextInt(from.size()));
  }

  @SafeVarargs
  public final <T> T pick(T... from) {
    return from[random.nextInt(from.length)];
  }

  /** The index of a weight, drawn in proportion to the weights. */
  public int weighted(double... weights) {
    double total = 0;
    for (double weight : weights) {
      total += weight;
    }
    double left = unit() * total;
    for (int i = 0; i < weights.length; i++) {
      left -= weights[i];
      if (left < 0) {
        return i;
      }
    }
    return weights.length - 1;
  }

  /** A share of a list, at least {@code least} of it, in the list's order. */
  public <T> List<T> subset(List<T> from, int least, double share) {
    var left = new ArrayList<>(from);
    int wanted = Math.max(least, (int) Math.round(share * from.size()));
    while (left.size() > wanted) {
      left.remove(random.nextInt(left.size()));
    }
    return left;
  }

  public double beta(double a, double b) {
    double x = gamma(a);
    double y = gamma(b);
    return x / (x + y);
  }

  double exponential(double mean) {
    return -mean * StrictMath.log(1 - unit());
  }

  /** Marsaglia and Tsang (2000); below 1 by their boost. */
  private double gamma(double shape) {
    if (shape < 1) {
      return gamma(shape + 1) * StrictMath.pow(1 - unit(), 1 / shape);
    }
    double d = shape - 1.0 / 3;
    double c = 1 / StrictMath.sqrt(9 * d);
    while (true) {
      double x = normal();
      double v = (1 + c * x) * (1 + c * x) * (1 + c * x);
      if (v > 0 && StrictMath.log(1 - unit()) < 0.5 * x * x + d - d * v + d * StrictMath.log(v)) {
        return d * v;
      }
    }
  }

  private double normal() {
    return StrictMath.sqrt(-2 * StrictMath.log(1 - unit()))
        * StrictMath.cos(2 * StrictMath.PI * unit());
  }

  public static long mix(long value) {
    long z = (value ^ (value >>> 30)) * 0xBF58476D1CE4E5B9L;
    z = (z ^ (z >>> 27)) * 0x94D049BB133111EBL;
    return z ^ (z >>> 31);
  }
}
