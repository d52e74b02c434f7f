package dev.parallax.model.history;

import dev.parallax.model.endpoint.Target;
import java.util.List;

/**
 * The times of a reference site at one vantage.
 *
 * @param site {@link Target#name()}
 * @param steps each step at most once
 */
public record SiteTimes(String site, List<StepHistory> steps) {
  public SiteTimes {
    steps = List.copyOf(steps);
  }
}
