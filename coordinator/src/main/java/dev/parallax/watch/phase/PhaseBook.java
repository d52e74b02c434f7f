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

  /** Before the name of a target. */
  public static final String KEY = "phases ";

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

  /** The key of a target's book among the states of a store; no target has a name with a blank. */
  public static String key(String target) {
    return KEY + target;
  }

  /** The key of the book of a reference site. */
  public static String siteKey(String site) {
    return key(site(site));
  }

  /** A reference site in the place of a target. */
  public static String site(String site) {
    return "site " + site;
  }

  /** Whether the first samples are still taken, of each look. */
  public boolean isYoung() {
    return histories.values().stream()
        .flatMap(phases -> phases.values().stream())
        .allMatch(PhaseHistory::isYoung);
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
