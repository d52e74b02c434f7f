package dev.parallax.bench;

import java.util.List;

/**
 * The figures of one subcommand.
 *
 * @param how the commands and the comparisons, one line each
 */
record Section(String name, List<Figure> figures, List<String> how) {
  Section {
    figures = List.copyOf(figures);
    how = List.copyOf(how);
  }
}
