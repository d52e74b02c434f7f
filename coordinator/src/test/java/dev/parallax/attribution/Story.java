package dev.parallax.attribution;

import dev.parallax.model.Sweep;

/**
 * A named sweep and what must be said of it.
 *
 * @param verdicts one a verdict, joined by {@code ;}: {@code BLAME/segment id scope}, {@code -} for
 *     what is absent
 */
record Story(String name, String grid, String verdicts) {
  Sweep sweep() {
    return Grid.sweep(grid);
  }

  @Override
  public String toString() {
    return name;
  }
}
