package dev.parallax.bench.figure;

import java.util.Locale;

/** Numbers with their unit, as the table prints them. */
public final class Units {
  private Units() {}

  public static String micros(double nanos) {
    return number("%.0f µs", nanos / 1e3);
  }

  public static String millis(double nanos) {
    return number("%.2f ms", nanos / 1e6);
  }

  public static String wholeMillis(double nanos) {
    return number("%.0f ms", nanos / 1e6);
  }

  public static String seconds(double nanos) {
    return number("%.2f s", nanos / 1e9);
  }

  public static String kibibytes(double bytes) {
    return number("%.0f KiB", bytes / 1024);
  }

  public static String mebibytes(double bytes) {
    return number("%.0f MiB", bytes / (1024 * 1024));
  }

  public static String ratio(double value) {
    return number("%.2f", value);
  }

  public static String count(double value) {
    return number("%.0f", value);
  }

  private static String number(String format, double value) {
    return String.format(Locale.ROOT, format, value);
  }
}
