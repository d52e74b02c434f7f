package dev.parallax.sweep.run;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import dev.parallax.model.value.SweepId;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.HashSet;
import java.util.Set;
import java.util.random.RandomGenerator;

/**
 * Creates sweep ids that sort by time: {@code 20260102-030405-7k3f}. No two ids of one instance are
 * equal. Thread-safe for any generator.
 */
public final class SweepIds {
  private static final DateTimeFormatter STAMP =
      DateTimeFormatter.ofPattern("yyyyMMdd-HHmmss").withZone(ZoneOffset.UTC);
  private static final int SUFFIX_RANGE = 36 * 36 * 36 * 36;
  private static final int RADIX = 36;

  private final InstantSource clock;
  private final RandomGenerator random;

  @GuardedBy("this")
  private final Set<SweepId> ofThisSecond = new HashSet<>();

  @GuardedBy("this")
  private String second = "";

  public SweepIds(InstantSource clock, RandomGenerator random) {
    this.clock = clock;
    this.random = random;
  }

  public synchronized SweepId next() {
    var now = STAMP.format(clock.instant());
    if (!now.equals(second)) {
      second = now;
      ofThisSecond.clear();
    }
    var id = random(now);
    while (!ofThisSecond.add(id)) {
      id = random(now);
    }
    return id;
  }

  private SweepId random(String stamp) {
    var suffix = Integer.toString(random.nextInt(SUFFIX_RANGE), RADIX);
    return new SweepId(stamp + "-" + "0".repeat(4 - suffix.length()) + suffix);
  }
}
