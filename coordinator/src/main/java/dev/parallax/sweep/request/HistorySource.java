package dev.parallax.sweep.request;

import dev.parallax.model.endpoint.Target;
import dev.parallax.model.history.TargetHistory;
import dev.parallax.model.sweep.SweepHeader;
import java.util.Map;
import java.util.Set;

/** What is known of targets before a sweep. */
@FunctionalInterface
public interface HistorySource {
  /** Nothing. */
  HistorySource NONE = (sweep, sites) -> Map.of();

  /**
   * The histories of the targets of a sweep, at its vantages and those of its reserve; a target
   * without a history is left out.
   *
   * @param sites the reference sites of round 1, by their {@link Target#name()}
   */
  Map<Target, TargetHistory> before(SweepHeader sweep, Set<String> sites);
}
