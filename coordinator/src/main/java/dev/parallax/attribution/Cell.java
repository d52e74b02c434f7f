package dev.parallax.attribution;

import dev.parallax.model.Arm;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One arm at one vantage towards one address: how often each sight was seen, and how likely that is
 * by itself. Counts are discounted for being correlated, so they are not whole.
 */
final class Cell {
  private static final double[] SPARSE = sparse();
  private static final int PASSES = Sight.bits(List.of(Sight.OK, Sight.OK_LOSSY, Sight.OK_SLOW));

  private final Key key;
  private final double[] counts;
  private final double[] expected;
  private final int present;
  private final double total;
  private final double[] background = new double[Sight.COUNT];
  private final double backgroundTotal;
  private final double unsure;
  private final boolean stands;
  private final @Nullable Pool pool;

  /**
   * What its trials have in common.
   *
   * @param question as {@link Trial#question()}
   */
  record Key(Arm arm, String question, String address) {}

  /**
   * @param stands the address is vouched for
   * @param expected how likely each sight is when no cause is at work
   * @param pool that it is part of; none for a question that has one answer
   */
  Cell(Key key, boolean stands, int[] seen, double[] expected, @Nullable Pool pool) {
    this.key = key;
    this.pool = pool;
    this.stands = stands;
    this.counts = discounted(seen);
    this.expected = expected;
    double trials = 0;
    double plain = 0;
    int bits = 0;
    for (int i = 0; i < Sight.COUNT; i++) {
      bits |= counts[i] > 0 ? 1 << i : 0;
      trials += counts[i];
      background[i] = counts[i] == 0 ? 0 : counts[i] * Math.log(expected[i]);
      plain += background[i];
    }
    this.present = bits;
    this.total = trials;
    this.backgroundTotal = plain;
    this.unsure = logPolya();
  }

  /** Trials that share minute and path tell less than as many that do not. */
  static double[] discounted(int[] seen) {
    int trials = 0;
    for (int count : seen) {
      trials += count;
    }
    var factor = 1 / (1 + Priors.CORRELATION * Math.max(0, trials - 1));
    var counts = new double[Sight.COUNT];
    for (int i = 0; i < Sight.COUNT; i++) {
      counts[i] = seen[i] * factor;
    }
    return counts;
  }

  Key key() {
    return key;
  }

  double[] counts() {
    return counts;
  }

  double[] background() {
    return background;
  }

  Arm arm() {
    return key.arm();
  }

  String question() {
    return key.question();
  }

  String address() {
    return key.address();
  }

  @Nullable Pool pool() {
    return pool;
  }

  /** Something vouches for the address it went to. */
  boolean stands() {
    return stands;
  }

  boolean isIpv6() {
    return key.address().indexOf(':') >= 0;
  }

  double total() {
    return total;
  }

  /** The sights that were seen, as bits. */
  int present() {
    return present;
  }

  /** Something passed with the real name. */
  boolean passes() {
    return ArmSets.REQUESTS.contains(key.arm()) && (present & PASSES) != 0;
  }

  double count(int sight) {
    return counts[sight];
  }

  /** Log-likelihood of the trials that saw {@code sight} when no cause is at work. */
  double background(int sight) {
    return background[sight];
  }

  /** How likely one trial ends with {@code sight} when no cause is at work. */
  double expected(Sight sight) {
    return expected[sight.index()];
  }

  /** What is gained by predicting nothing for this cell instead of soundness. */
  double unsureGain() {
    return unsure - backgroundTotal;
  }

  /** What is gained by letting something unknown touch this cell perhaps. */
  double unknownGain() {
    var sound = Math.log1p(-Priors.UNKNOWN_TOUCHES) + backgroundTotal;
    var touched = Math.log(Priors.UNKNOWN_TOUCHES) + unsure;
    return Numbers.logAdd(sound, touched) - backgroundTotal;
  }

  /** A sparse Dirichlet-multinomial: one sight, whichever, again and again. */
  private double logPolya() {
    return Numbers.logPolya(counts, SPARSE);
  }

  private static double[] sparse() {
    var alike = new double[Sight.COUNT];
    Arrays.fill(alike, 1.0 / Sight.COUNT);
    return alike;
  }
}
