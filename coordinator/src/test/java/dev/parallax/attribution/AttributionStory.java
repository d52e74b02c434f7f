package dev.parallax.attribution;

import dev.parallax.model.sweep.Sweep;

/**
 * A named sweep and its expected verdicts.
 *
 * @param verdicts joined by {@code ;}, each: {@code BLAME/segment id scope}, {@code -} for an
 *     absent part
 */
record AttributionStory(String name, String grid, String verdicts) {
  Sweep sweep() {
    return Grid.sweep(grid);
  }

  @Override
  public String toString() {
    return name;
  }
}
