package dev.parallax.web.live;

import dev.parallax.model.endpoint.Target;
import dev.parallax.model.sweep.Sweep;
import dev.parallax.model.value.SweepId;
import dev.parallax.model.verdict.TargetVerdicts;
import dev.parallax.store.StoredVerdicts;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The last verdicts on each target, in memory and bounded: pages must not wait for the store. */
public final class VerdictHistory {
  /** Of each target. */
  public static final int KEPT = 100;

  static final int TARGETS = 1_000;

  /** Those with the oldest last contact first. */
  private final Map<String, List<PastVerdict>> byTarget = new LinkedHashMap<>();

  /**
   * The earlier verdicts.
   *
   * @param stored newest first
   */
  public VerdictHistory(List<StoredVerdicts> stored) {
    stored.reversed().stream()
        .filter(verdicts -> !verdicts.verdicts().verdicts().isEmpty())
        .forEach(
            storedVerdicts ->
                add(
                    PastVerdict.of(
                        storedVerdicts.sweep(),
                        storedVerdicts.startedAt(),
                        storedVerdicts.verdicts())));
  }

  void finished(Sweep sweep, List<TargetVerdicts> verdicts) {
    verdicts.forEach(
        targetVerdicts -> add(PastVerdict.of(sweep.id(), sweep.startedAt(), targetVerdicts)));
  }

  /** The newest of each target. */
  public synchronized List<PastVerdict> latest() {
    return byTarget.values().stream().map(List::getLast).toList();
  }

  /** Oldest first. */
  public synchronized List<PastVerdict> of(Target target) {
    return List.copyOf(byTarget.getOrDefault(target.name(), List.of()));
  }

  public synchronized Optional<PastVerdict> of(SweepId sweep, Target target) {
    return byTarget.getOrDefault(target.name(), List.of()).stream()
        .filter(past -> past.sweep().equals(sweep))
        .findFirst();
  }

  private synchronized void add(PastVerdict past) {
    var name = past.target().name();
    var known = byTarget.containsKey(name) ? byTarget.remove(name) : new ArrayList<PastVerdict>();
    known.add(past);
    known.sort(Comparator.comparing(PastVerdict::at));
    if (known.size() > KEPT) {
      known.removeFirst();
    }
    byTarget.put(name, known);
    if (byTarget.size() > TARGETS) {
      byTarget.remove(byTarget.keySet().iterator().next());
    }
  }
}
