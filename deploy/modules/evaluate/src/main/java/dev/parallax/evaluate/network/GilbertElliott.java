package dev.parallax.evaluate.network;

import java.util.ArrayList;
import java.util.List;

/**
 * A path that is bad for a while and then good again: Gilbert and Elliott's two states, in time.
 *
 * @param changes seconds at which the state changes, in order, beginning good
 * @param loss of a packet while it is bad
 */
public record GilbertElliott(List<Double> changes, double loss) {
  static final GilbertElliott NONE = new GilbertElliott(List.of(), 0);
  private static final double HORIZON = 120;

  public GilbertElliott {
    changes = List.copyOf(changes);
  }

  static GilbertElliott drawn(SeededRandom draw) {
    double good = draw.between(8.0, 60.0);
    double bad = draw.between(0.3, 4.0);
    var changes = new ArrayList<Double>();
    double now = draw.exponential(good);
    while (now < HORIZON) {
      changes.add(now);
      now += draw.exponential(changes.size() % 2 == 1 ? bad : good);
    }
    return new GilbertElliott(changes, draw.between(0.4, 0.95));
  }

  boolean bad(double time) {
    int passed = 0;
    while (passed < changes.size() && changes.get(passed) <= time) {
      passed++;
    }
    return passed % 2 == 1;
  }
}
