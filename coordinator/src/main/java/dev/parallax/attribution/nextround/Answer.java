package dev.parallax.attribution.nextround;

import java.util.List;

/**
 * What an arm would show at all vantages that are asked: a number for each group of vantages and
 * address, in a fixed order. Equal numbers are equal answers.
 *
 * @param shown the index of a symptom, or a number above all of them for mixed and other results
 */
public record Answer(List<Integer> shown) {
  public Answer {
    shown = List.copyOf(shown);
  }
}
