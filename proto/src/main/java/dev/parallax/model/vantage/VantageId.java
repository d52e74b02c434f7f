package dev.parallax.model.vantage;

import dev.parallax.model.value.Check;
import java.util.regex.Pattern;

/** The name of a vantage: 1 to 64 of {@code A-Z a-z 0-9 . _ -}, starting with a letter or digit. */
public record VantageId(String name) implements Comparable<VantageId> {
  private static final Pattern NAME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,63}");

  public VantageId {
    Check.that(
        NAME.matcher(name).matches(),
        "a vantage name is 1 to 64 of A-Z a-z 0-9 . _ - and starts with a letter or digit",
        name);
  }

  @Override
  public int compareTo(VantageId other) {
    return name.compareTo(other.name);
  }

  @Override
  public String toString() {
    return name;
  }
}
