package dev.parallax.sweep.intake;

import dev.parallax.store.Usage;

/**
 * The storage quota of one vantage.
 *
 * @param observationBytes of one encoded observation
 * @param sweep observations and bytes of one sweep
 * @param day observations and bytes of one day, UTC, counted since the coordinator started
 */
public record Quota(long observationBytes, Usage sweep, Usage day) {
  private static final long MIB = 1L << 20;

  public static final Quota DEFAULT =
      new Quota(MIB, new Usage(1_000_000, 256 * MIB), new Usage(10_000_000, 4_096 * MIB));

  boolean allowsInSweep(Usage used, long size) {
    return within(sweep, used, size);
  }

  boolean allowsInDay(Usage used, long size) {
    return within(day, used, size);
  }

  private static boolean within(Usage most, Usage used, long size) {
    return used.observations() < most.observations() && used.bytes() + size <= most.bytes();
  }
}
