package dev.parallax.web;

import dev.parallax.model.Sweep;
import dev.parallax.model.SweepId;
import dev.parallax.model.Target;
import dev.parallax.model.TargetVerdicts;
import dev.parallax.store.StoredVerdicts;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The last verdicts on each target, in memory and bounded: pages must not wait for the store. */
final class Chronicle {
  /** Of each target. */
  static final int KEPT = 100;

  static final int TARGETS = 1_000;

  /** Those heard of longest ago first. */
  private final Map<String, List<Past>> byTarget = new LinkedHashMap<>();

  /**
   * What was before.
   *
   * @param stored newest first
   */
  Chronicle(List<StoredVerdicts> stored) {
    stored.reversed().stream()
        .filter(one -> !one.verdicts().verdicts().isEmpty())
        .forEach(one -> add(Past.of(one.sweep(), one.startedAt(), one.verdicts())));
  }

  void finished(Sweep sweep, List<TargetVerdicts> verdicts) {
    verdicts.forEach(said -> add(Past.of(sweep.id(), sweep.startedAt(), said)));
  }

  /** The newest of each target. */
  synchronized List<Past> latest() {
    return byTarget.values().stream().map(List::getLast).toList();
  }

  /** Oldest first. */
  synchronized List<Past> of(Target target) {
    return List.copyOf(byTarget.getOrDefault(target.name(), List.of()));
  }

  synchronized Optional<Past> of(SweepId sweep, Target target) {
    return byTarget.getOrDefault(target.name(), List.of()).stream()
        .filter(past -> past.sweep().equals(sweep))
        .findFirst();
  }

  private synchronized void add(Past past) {
    var name = past.target().name();
    var known = byTarget.containsKey(name) ? byTarget.remove(name) : new ArrayList<Past>();
    known.add(past);
    known.sort(Comparator.comparing(Past::at));
    if (known.size() > KEPT) {
      known.removeFirst();
    }
    byTarget.put(name, known);
    if (byTarget.size() > TARGETS) {
      byTarget.remove(byTarget.keySet().iterator().next());
    }
  }
}
