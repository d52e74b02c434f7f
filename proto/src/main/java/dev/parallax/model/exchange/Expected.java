package dev.parallax.model.exchange;

import dev.parallax.text.Printable;
import java.util.List;

/** The one way this package refuses a value: the message names the value and what was expected. */
final class Expected {
  private static final int SHOWN = 200;

  private Expected() {}

  static void that(boolean holds, String expectation, Object value) {
    if (!holds) {
      throw refused(expectation, value);
    }
  }

  static IllegalArgumentException refused(String expectation, Object value) {
    return new IllegalArgumentException(
        expectation + ", got: " + Printable.escaped(String.valueOf(value), SHOWN));
  }

  static <T> List<T> atMost(int most, List<T> list, String what) {
    that(list.size() <= most, "at most " + most + " " + what, list.size());
    return List.copyOf(list);
  }

  /** A whole number of {@code least} to {@code most}, of at most six digits. */
  static int number(String text, int least, int most, String what) {
    int value = text.matches("[0-9]{1,6}") ? Integer.parseInt(text) : -1;
    that(value >= least && value <= most, what + " is " + least + " to " + most, text);
    return value;
  }
}
