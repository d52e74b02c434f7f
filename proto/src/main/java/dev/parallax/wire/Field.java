package dev.parallax.wire;

import dev.parallax.text.Printable;

/** The one way a codec refuses a value: the message names field, value and expectation. */
final class Field {
  private static final int SHOWN = 100;

  private Field() {}

  static IllegalArgumentException refused(String field, String expectation, Object value) {
    return new IllegalArgumentException(
        field + ": " + expectation + ", got: " + Printable.escaped(String.valueOf(value), SHOWN));
  }

  static void present(String field, boolean present) {
    if (!present) {
      throw new IllegalArgumentException(field + ": missing");
    }
  }

  /** A {@code uint32} that must fit a non-negative {@code int}. */
  static int count(String field, int value) {
    if (value < 0) {
      throw refused(field, "expected 0 to 2147483647", Integer.toUnsignedString(value));
    }
    return value;
  }

  /** A {@code uint64} that must fit a non-negative {@code long}. */
  static long count(String field, long value) {
    if (value < 0) {
      throw refused(field, "expected 0 to 2^63-1", Long.toUnsignedString(value));
    }
    return value;
  }
}
