package dev.parallax.wire;

import dev.parallax.text.Printable;
import java.util.List;

/**
 * The check by which a codec refuses a value: the message contains field, value and expectation.
 */
public final class Field {
  private static final int SHOWN = 100;
  private static final long BYTES = 1L << 48;

  private Field() {}

  public static IllegalArgumentException refused(String field, String expectation, Object value) {
    return new IllegalArgumentException(
        field + ": " + expectation + ", got: " + Printable.escaped(String.valueOf(value), SHOWN));
  }

  static void present(String field, boolean present) {
    if (!present) {
      throw new IllegalArgumentException(field + ": missing");
    }
  }

  /** A {@code uint32} that must fit a non-negative {@code int}. */
  public static int count(String field, int value) {
    if (value < 0) {
      throw refused(field, "expected 0 to 2147483647", Integer.toUnsignedString(value));
    }
    return value;
  }

  /** A {@code uint64} that must fit a non-negative {@code long}. */
  public static long count(String field, long value) {
    if (value < 0) {
      throw refused(field, "expected 0 to 2^63-1", Long.toUnsignedString(value));
    }
    return value;
  }

  /** A count of 0 to {@code most}. */
  static int count(String field, int value, int most) {
    if (value < 0 || value > most) {
      throw refused(field, "expected 0 to " + most, Integer.toUnsignedString(value));
    }
    return value;
  }

  /** A number of bytes on one connection: 0 to 2^48. */
  static long bytes(String field, long value) {
    if (value < 0 || value > BYTES) {
      throw refused(field, "expected 0 to " + BYTES + " bytes", Long.toUnsignedString(value));
    }
    return value;
  }

  /** A text of at most {@code most} characters. */
  static String text(String field, String value, int most) {
    if (value.length() > most) {
      throw refused(
          field, "expected at most " + most + " characters", value.length() + " characters");
    }
    return value;
  }

  /** A list of at most {@code most} entries. */
  static <T> List<T> list(String field, List<T> values, int most) {
    atMost(field, values.size(), most);
    return values;
  }

  /** A number of entries, at most {@code most}. */
  static void atMost(String field, int entries, int most) {
    if (entries > most) {
      throw refused(field, "expected at most " + most + " entries", entries + " entries");
    }
  }
}
