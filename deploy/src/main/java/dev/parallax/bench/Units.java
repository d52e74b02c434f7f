package dev.parallax.bench;

import java.util.Locale;

/** Numbers with their unit, as the table prints them. */
final class Units {
  private Units() {}

  static String micros(double nanos) {
    return number("%.0f µs", nanos / 1e3);
  }

  static String millis(double nanos) {
    return number("%.2f ms", nanos / 1e6);
  }

  static String wholeMillis(double nanos) {
    return number("%.0f ms", nanos / 1e6);
  }

  static String seconds(double nanos) {
    return number("%.2f s", nanos / 1e9);
  }

  static String kibibytes(double bytes) {
    return number("%.0f KiB", bytes / 1024);
  }

  static String mebibytes(double bytes) {
    return number("%.0f MiB", bytes / (1024 * 1024));
  }

  static String ratio(double value) {
    return number("%.2f", value);
  }

  static String count(double value) {
    return number("%.0f", value);
  }

  private static String number(String format, double value) {
    return String.format(Locale.ROOT, format, value);
  }
}
