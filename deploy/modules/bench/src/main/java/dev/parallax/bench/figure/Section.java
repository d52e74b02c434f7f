package dev.parallax.bench.figure;

import java.util.List;

/**
 * The figures of one subcommand.
 *
 * @param how the commands and the comparisons, one line each
 */
public record Section(String name, List<Figure> figures, List<String> how) {
  public Section {
    figures = List.copyOf(figures);
    how = List.copyOf(how);
  }
}
