package dev.parallax.report.html;

import java.time.Duration;

/** The marks of a time axis. */
final class Ticks {
  private static final int MOST = 8;
  private static final int[] STEPS = {2, 5, 10};

  private Ticks() {}

  /** The smallest of 1, 2, 5, 10, 20 … milliseconds with at most eight marks. */
  static Duration every(Duration end) {
    long unit = 1;
    long tick = 1;
    for (int i = 0; end.toMillis() / tick > MOST; i++) {
      tick = unit * STEPS[i % STEPS.length];
      unit = i % STEPS.length == STEPS.length - 1 ? unit * 10 : unit;
    }
    return Duration.ofMillis(tick);
  }

  static String label(Duration at) {
    return at.toMillis() < 1_000 || at.toMillis() % 100 != 0
        ? at.toMillis() + " ms"
        : at.toMillis() / 1_000.0 + " s";
  }
}
