package dev.parallax.store.retention;

import java.time.Duration;

/**
 * What a store keeps.
 *
 * @param observations the age of a sweep at which its observations are deleted; its verdicts stay
 * @param verdicts the age at which a sweep is deleted; {@code observations} or more
 * @param bytes the size of the database beyond which the oldest observations are deleted, whatever
 *     their age
 */
public record RetentionPolicy(Duration observations, Duration verdicts, long bytes) {
  public static final int OBSERVATION_DAYS = 30;
  public static final int VERDICT_DAYS = 400;

  /** 30 days of observations, 400 days of verdicts, without a limit of size. */
  public static final RetentionPolicy DEFAULT =
      new RetentionPolicy(
          Duration.ofDays(OBSERVATION_DAYS), Duration.ofDays(VERDICT_DAYS), Long.MAX_VALUE);

  public RetentionPolicy {
    if (observations.isNegative() || observations.isZero()) {
      throw new IllegalArgumentException(
          "the age of deleted observations is above zero, got: " + observations);
    }
    if (verdicts.compareTo(observations) < 0) {
      throw new IllegalArgumentException(
          "verdicts are kept as long as observations or longer, "
              + observations.toDays()
              + " days, got: "
              + verdicts.toDays());
    }
    if (bytes < 1) {
      throw new IllegalArgumentException("a size is 1 byte or more, got: " + bytes);
    }
  }
}
