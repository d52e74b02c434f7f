package dev.parallax.watch.phase;

import dev.parallax.model.vantage.VantageId;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** The histories of a target, by vantage and phase. */
public record PhaseBook(Map<VantageId, Map<TimedStep, PhaseHistory>> histories) {
  public static final PhaseBook EMPTY = new PhaseBook(Map.of());

  public PhaseBook {
    histories = Collections.unmodifiableSortedMap(new TreeMap<>(histories));
  }

  /** With the times of one more look. */
  public PhaseBook with(PhaseTimes look) {
    var next = new TreeMap<>(histories);
    look.millis()
        .forEach(
            (vantage, times) ->
                next.put(vantage, with(next.getOrDefault(vantage, Map.of()), look, times)));
    return new PhaseBook(next);
  }

  /** The phases that take longer than their own history explains, in the order of vantages. */
  public List<SlowPhase> slow() {
    var slow = new ArrayList<SlowPhase>();
    histories.forEach(
        (vantage, phases) ->
            phases.forEach(
                (phase, history) -> {
                  if (history.isSlow()) {
                    slow.add(
                        new SlowPhase(
                            vantage,
                            phase,
                            history.now().orElseThrow(),
                            history.baseline().orElseThrow().median()));
                  }
                }));
    return slow;
  }

  /**
   * A phase that takes longer than its own history explains.
   *
   * @param now the median of the last three looks, ms
   * @param usual the median of the baseline, ms
   */
  public record SlowPhase(VantageId vantage, TimedStep phase, double now, double usual) {}

  private static Map<TimedStep, PhaseHistory> with(
      Map<TimedStep, PhaseHistory> old, PhaseTimes look, Map<TimedStep, Double> times) {
    var next = new EnumMap<TimedStep, PhaseHistory>(TimedStep.class);
    next.putAll(old);
    times.forEach(
        (phase, millis) ->
            next.put(phase, next.getOrDefault(phase, PhaseHistory.EMPTY).with(millis, look.at())));
    return next;
  }
}
