package dev.parallax.bench.figure;

import java.util.Optional;

/**
 * One line of the table.
 *
 * @param name the measured quantity
 * @param value with its unit
 * @param spread the spread of the repetitions
 * @param repetitions the number of measurements
 * @param bar its limit; absent for a figure without a limit
 */
public record Figure(String name, String value, String spread, int repetitions, Optional<Bar> bar) {
  /** A promise and whether it was kept. */
  public record Bar(String words, boolean kept) {
    public static Bar under(double value, double limit, String words) {
      return new Bar("< " + words, value < limit);
    }

    public static Bar atMost(double value, double limit, String words) {
      return new Bar("≤ " + words, value <= limit);
    }
  }

  public static Figure withoutBar(String name, String value, String spread, int repetitions) {
    return new Figure(name, value, spread, repetitions, Optional.empty());
  }

  public static Figure barred(String name, String value, String spread, int repetitions, Bar bar) {
    return new Figure(name, value, spread, repetitions, Optional.of(bar));
  }

  public boolean missed() {
    return bar.filter(it -> !it.kept()).isPresent();
  }
}
