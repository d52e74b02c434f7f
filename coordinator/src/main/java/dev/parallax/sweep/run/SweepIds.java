package dev.parallax.sweep.run;

import dev.parallax.model.SweepId;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.random.RandomGenerator;

/** Creates sweep ids that sort by time and do not collide: {@code 20260102-030405-7k3f}. */
public final class SweepIds {
  private static final DateTimeFormatter STAMP =
      DateTimeFormatter.ofPattern("yyyyMMdd-HHmmss").withZone(ZoneOffset.UTC);
  private static final int SUFFIX_RANGE = 36 * 36 * 36 * 36;
  private static final int RADIX = 36;

  private final InstantSource clock;
  private final RandomGenerator random;

  public SweepIds(InstantSource clock, RandomGenerator random) {
    this.clock = clock;
    this.random = random;
  }

  public SweepId next() {
    var suffix = Integer.toString(random.nextInt(SUFFIX_RANGE), RADIX);
    return new SweepId(
        STAMP.format(clock.instant()) + "-" + "0".repeat(4 - suffix.length()) + suffix);
  }
}
