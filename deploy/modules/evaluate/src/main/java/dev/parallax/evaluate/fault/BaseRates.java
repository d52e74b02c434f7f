package dev.parallax.evaluate.fault;

import dev.parallax.evaluate.network.SeededRandom;
import dev.parallax.model.verdict.Cause;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** The weight of each cause in the random choice. */
public final class BaseRates {
  private static final List<Map.Entry<Cause, Integer>> WEIGHTS = weights();

  private BaseRates() {}

  private static List<Map.Entry<Cause, Integer>> weights() {
    var text =
        "O1 4 O2 4 O3 10 O4 3 O5 5 O6 5 O7 6 O8 2 O9 2 "
            + "E1 4 E2 5 E3 4 E4 3 E5 3 E6 5 E7 3 E8 2 "
            + "P1 8 P2 6 P3 5 P4 2 P5 3 P6 4 P7 3 P8 3 P9 2 P10 3 "
            + "D1 6 D2 3 D3 4 D4 2 V1 4 V2 4 V3 3 V4 3 V5 2 V6 3 V7 2";
    var words = text.split(" ", -1);
    var found = new ArrayList<Map.Entry<Cause, Integer>>();
    for (int i = 0; i < words.length; i += 2) {
      found.add(Map.entry(Cause.of(words[i]).orElseThrow(), Integer.valueOf(words[i + 1])));
    }
    return found;
  }

  public static Cause pick(SeededRandom draw) {
    int total = WEIGHTS.stream().mapToInt(Map.Entry::getValue).sum();
    int left = draw.between(1, total);
    for (var entry : WEIGHTS) {
      left -= entry.getValue();
      if (left <= 0) {
        return entry.getKey();
      }
    }
    return WEIGHTS.getLast().getKey();
  }
}
