package dev.parallax.report.layout;

import dev.parallax.text.Printable;
import java.time.Duration;
import java.util.Locale;

/** Fits values into the columns of a table. */
public final class TextCells {
  private TextCells() {}

  /** Exactly {@code width} columns: cut or filled with spaces. */
  public static String cell(String text, int width) {
    var cut = DisplayWidth.cut(Printable.of(text, width), width - 1);
    return cut + " ".repeat(Math.max(0, width - length(cut)));
  }

  /** Columns of a terminal. */
  public static int length(CharSequence text) {
    return DisplayWidth.of(text);
  }

  /** At most five characters, e.g. {@code 0.4ms}, {@code 123ms}, {@code 1.2s}. */
  public static String time(Duration time) {
    var millis = time.toNanos() / 1e6;
    if (millis < 9.95) {
      return String.format(Locale.ROOT, "%.1fms", millis);
    }
    return millis < 999.5
        ? String.format(Locale.ROOT, "%.0fms", millis)
        : String.format(Locale.ROOT, "%.1fs", millis / 1000);
  }

  /** A signed length of time in its largest unit, e.g. {@code +3 ms}, {@code -3650 d}. */
  public static String offset(Duration offset) {
    var size = offset.abs();
    var sign = offset.isNegative() ? "-" : "+";
    if (size.toDays() >= 2) {
      return sign + size.toDays() + " d";
    }
    if (size.toHours() >= 2) {
      return sign + size.toHours() + " h";
    }
    return size.toSeconds() >= 10 ? sign + size.toSeconds() + " s" : sign + size.toMillis() + " ms";
  }
}
