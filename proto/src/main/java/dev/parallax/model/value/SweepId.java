package dev.parallax.model.value;

import java.util.regex.Pattern;

/** The id of a sweep: 1 to 40 of {@code a-z 0-9 -}; ids from a coordinator sort by start time. */
public record SweepId(String value) {
  private static final Pattern VALUE = Pattern.compile("[a-z0-9][a-z0-9-]{0,39}");

  public SweepId {
    Check.that(VALUE.matcher(value).matches(), "a sweep id is 1 to 40 of a-z 0-9 -", value);
  }

  @Override
  public String toString() {
    return value;
  }
}
