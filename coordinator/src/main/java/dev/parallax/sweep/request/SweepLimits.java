package dev.parallax.sweep.request;

import dev.parallax.model.plan.HandshakeCeiling;
import java.util.OptionalInt;

/**
 * The limits of a sweep.
 *
 * @param rounds at most, 1 to 10
 * @param handshakes of all rounds, vantages and addresses, 1 to 1,000,000,000; absent sets no limit
 * @param ceiling of handshakes at one host, over all vantages
 * @param vantages of each draw at most, 1 or more
 */
public record SweepLimits(
    int rounds, OptionalInt handshakes, HandshakeCeiling ceiling, int vantages) {
  public static final int DEFAULT_VANTAGES = 400;
  public static final int DEFAULT_ROUNDS = 4;
  public static final SweepLimits DEFAULT = new SweepLimits(DEFAULT_ROUNDS, OptionalInt.empty());

  public static final int MOST_ROUNDS = 10;
  public static final int MOST_HANDSHAKES = 1_000_000_000;

  public SweepLimits {
    expect(rounds >= 1 && rounds <= MOST_ROUNDS, "rounds are 1 to " + MOST_ROUNDS, rounds);
    expect(vantages >= 1, "a draw has 1 or more vantages", vantages);
    handshakes.ifPresent(
        most ->
            expect(
                most >= 1 && most <= MOST_HANDSHAKES,
                "a budget of handshakes is 1 to " + MOST_HANDSHAKES,
                most));
  }

  /** With the default number of vantages. */
  public SweepLimits(int rounds, OptionalInt handshakes, HandshakeCeiling ceiling) {
    this(rounds, handshakes, ceiling, DEFAULT_VANTAGES);
  }

  /** Under the default ceiling. */
  public SweepLimits(int rounds, OptionalInt handshakes) {
    this(rounds, handshakes, HandshakeCeiling.DEFAULT);
  }

  private static void expect(boolean holds, String expectation, int value) {
    if (!holds) {
      throw new IllegalArgumentException(expectation + ", got: " + value);
    }
  }
}
