package dev.parallax.model;

import java.util.List;

/** Who was asked and who answered. A missing vantage is never counted as failing. */
public record Coverage(int requested, int answered, List<Missing> missing) {
  public Coverage {
    missing = List.copyOf(missing);
  }

  /** A vantage that gave no observation, and why. */
  public record Missing(VantageId vantage, NotRunReason reason, String said) {}
}
