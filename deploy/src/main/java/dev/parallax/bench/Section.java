package dev.parallax.bench;

import java.util.List;

/**
 * The figures of one subcommand.
 *
 * @param how what was run and what is compared with what, a line each
 */
record Section(String name, List<Figure> figures, List<String> how) {
  Section {
    figures = List.copyOf(figures);
    how = List.copyOf(how);
  }
}
