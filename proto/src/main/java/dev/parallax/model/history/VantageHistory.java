package dev.parallax.model.history;

import dev.parallax.model.failure.Step;
import dev.parallax.model.vantage.VantageId;
import java.util.List;
import java.util.Optional;

/**
 * What was known of a target at one vantage.
 *
 * @param steps the times of the target's base probe, each step at most once
 * @param references the times of the reference sites of the sweep
 * @param lastSeen the server as of the last healthy sweep or look; absent when the target did not
 *     pass there
 */
public record VantageHistory(
    VantageId vantage,
    List<StepHistory> steps,
    List<SiteTimes> references,
    Optional<SeenServer> lastSeen) {
  /** Reference sites at most. */
  public static final int SITES = 8;

  public VantageHistory {
    steps = List.copyOf(steps);
    references = List.copyOf(references);
  }

  /** The times of a step of the target's base probe. */
  public Optional<StepHistory> step(Step step) {
    return steps.stream().filter(times -> times.step() == step).findFirst();
  }

  /** The times of a step of a reference site. */
  public Optional<StepHistory> reference(String site, Step step) {
    return references.stream()
        .filter(times -> times.site().equals(site))
        .flatMap(times -> times.steps().stream())
        .filter(times -> times.step() == step)
        .findFirst();
  }
}
