package dev.parallax.watch.schedule;

import dev.parallax.model.value.SweepId;
import dev.parallax.model.vantage.VantageId;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The latest full sweep of each target: when the next may start, and whether its verdict is
 * overdue. Times are elapsed nanoseconds. Used by one thread.
 */
public final class FullSweeps {
  /** A sweep of a target that all vantages see fail ends within this time, as a rule. */
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  private final Map<String, Latest> latest = new HashMap<>();

  /**
   * Of a target.
   *
   * @param id absent when the sweep could not start
   * @param tolerated vantages whose failure its verdicts explain below the level of the watch
   */
  private record Latest(
      long startedAt, Optional<SweepId> id, boolean running, Set<VantageId> tolerated) {}

  /** Whether the pause after the latest sweep of a target is over. */
  public boolean mayStart(String target, long now) {
    var sweep = latest.get(target);
    return sweep == null || now - sweep.startedAt() >= DailyCost.SWEEP_PAUSE.toNanos();
  }

  /** An attempt to start a sweep; also a refused one begins the pause. */
  public void attempted(String target, long now) {
    latest.put(target, new Latest(now, Optional.empty(), false, Set.of()));
  }

  public void started(String target, SweepId id) {
    latest.computeIfPresent(
        target, (_, sweep) -> new Latest(sweep.startedAt(), Optional.of(id), true, Set.of()));
  }

  /** The verdicts of the latest sweep are known. */
  public void judged(String target, Set<VantageId> tolerated) {
    latest.computeIfPresent(
        target,
        (_, sweep) -> new Latest(sweep.startedAt(), sweep.id(), false, Set.copyOf(tolerated)));
  }

  /** The failure of a target is over: its verdicts explain no later failure. */
  public void healthy(String target) {
    latest.computeIfPresent(
        target, (_, sweep) -> new Latest(sweep.startedAt(), sweep.id(), sweep.running(), Set.of()));
  }

  /** The vantages whose failure is below the level of the watch. */
  public Set<VantageId> tolerated(String target) {
    return Optional.ofNullable(latest.get(target)).map(Latest::tolerated).orElse(Set.of());
  }

  /**
   * The latest sweep of a target when no verdict is near: it has run for 30 s, or it is over and
   * the next may not start yet.
   */
  public Optional<SweepId> overdue(String target, long now) {
    return mayStart(target, now)
        ? Optional.empty()
        : Optional.ofNullable(latest.get(target))
            .filter(sweep -> !sweep.running() || now - sweep.startedAt() >= PATIENCE.toNanos())
            .flatMap(Latest::id);
  }
}
