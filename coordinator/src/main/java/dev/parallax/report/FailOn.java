package dev.parallax.report;

import dev.parallax.model.verdict.Blame;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/** The minimum blame for an exit with a finding; in ascending order. */
public enum FailOn {
  VANTAGE,
  PATH,
  REGION,
  ORIGIN,
  NEVER;

  /** Any of path, region, origin. */
  public static final FailOn DEFAULT = PATH;

  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }

  public static Optional<FailOn> of(String word) {
    return Stream.of(values()).filter(level -> level.word().equals(word)).findFirst();
  }

  /** Whether {@code blame} is at or above this level. */
  public boolean reachedBy(Blame blame) {
    return switch (blame) {
      case HEALTHY, INCONCLUSIVE -> false;
      case VANTAGE -> compareTo(VANTAGE) <= 0;
      case PATH -> compareTo(PATH) <= 0;
      case REGION -> compareTo(REGION) <= 0;
      case ORIGIN -> compareTo(ORIGIN) <= 0;
    };
  }
}
