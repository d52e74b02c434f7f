package dev.parallax.attribution.nextround;

import java.util.List;

/**
 * The answer of an arm at all probed vantages: a number for each group of vantages and address, in
 * a fixed order. Equal numbers are equal answers.
 *
 * @param shown the index of a symptom, or a number above all of them for mixed and other results
 */
public record PredictedAnswer(List<Integer> shown) {
  public PredictedAnswer {
    shown = List.copyOf(shown);
  }
}
