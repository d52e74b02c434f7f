package dev.parallax.model.history;

import dev.parallax.model.failure.Step;
import dev.parallax.model.value.Check;
import java.time.Duration;
import java.time.Instant;

/**
 * The times of one step at one vantage over earlier looks.
 *
 * @param looks their number, 1 or more
 * @param newest the time of the newest of them
 * @param deviation the median absolute deviation (MAD)
 */
public record StepHistory(
    Step step, int looks, Instant newest, Duration median, Duration deviation) {
  public StepHistory {
    Check.that(looks >= 1, "a history has 1 or more looks", looks);
    Check.that(!median.isNegative(), "a time is 0 or more", median);
    Check.that(!deviation.isNegative(), "a deviation is 0 or more", deviation);
  }
}
