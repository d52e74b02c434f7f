package dev.parallax.web.metrics;

import dev.parallax.model.failure.NotRunReason;
import dev.parallax.model.failure.Outcome;
import dev.parallax.model.sweep.Sweep;
import dev.parallax.model.value.SweepId;
import dev.parallax.model.verdict.TargetVerdicts;
import dev.parallax.sweep.reference.ReferenceResults;
import dev.parallax.web.live.RunningSweeps;
import java.time.Duration;
import java.util.Arrays;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Counts sweeps and keeps the latest figures of each target. */
public final class SweepMeter implements RunningSweeps.Metered {
  /** Seconds; the default deadline of 20 s is between two of them. */
  static final List<Double> BOUNDS =
      List.of(1.0, 2.0, 5.0, 10.0, 15.0, 20.0, 30.0, 60.0, 300.0, 900.0, 3_600.0);

  private static final int TARGETS = 1_000;
  private static final int SWEEPS = 1_000;

  /** The least recently swept first. */
  private final Map<String, TargetFigures> latest = new LinkedHashMap<>();

  private final ReferenceResults references = new ReferenceResults();
  private final Map<String, Long> refusals = new TreeMap<>();
  private final Set<SweepId> unreadable = new HashSet<>();
  private final long[] buckets = new long[BOUNDS.size() + 1];
  private double seconds;
  private long completed;
  private long failed;

  /**
   * A consistent snapshot for a scrape.
   *
   * @param references the last result of each reference site, by site and vantage
   * @param buckets sweeps whose duration lies between this bound and the previous bound; the last
   *     bucket has no bound
   * @param unreadable stored sweeps that could not be read, at most 1,000
   */
  record MeterSnapshot(
      List<TargetFigures> targets,
      Map<String, Map<String, ReferenceResults.Result>> references,
      Map<String, Long> refusals,
      List<Long> buckets,
      double seconds,
      long completed,
      long failed,
      int unreadable) {
    MeterSnapshot {
      targets = List.copyOf(targets);
      refusals = Map.copyOf(refusals);
      buckets = List.copyOf(buckets);
    }
  }

  /** A sweep from before the start of this process: its figures count, its duration does not. */
  public synchronized void restore(Sweep sweep, List<TargetVerdicts> verdicts) {
    references.add(sweep);
    for (var results : sweep.targets()) {
      put(TargetFigures.of(sweep, results, verdicts));
    }
  }

  /** A stored sweep could not be read; it counts once. */
  public synchronized void unreadable(SweepId sweep) {
    if (unreadable.size() < SWEEPS) {
      unreadable.add(sweep);
    }
  }

  @Override
  public void finished(Sweep sweep, List<TargetVerdicts> verdicts) {
    var figures =
        sweep.targets().stream()
            .map(results -> TargetFigures.of(sweep, results, verdicts))
            .toList();
    var refused = refused(sweep);
    synchronized (this) {
      figures.forEach(this::put);
      references.add(sweep);
      refused.forEach((rule, count) -> refusals.merge(rule, count, Long::sum));
      count(sweep.took());
    }
  }

  @Override
  public synchronized void failed() {
    failed++;
  }

  synchronized MeterSnapshot read() {
    return new MeterSnapshot(
        List.copyOf(latest.values()),
        references.sites(),
        refusals,
        Arrays.stream(buckets).boxed().toList(),
        seconds,
        completed,
        failed,
        unreadable.size());
  }

  private synchronized void put(TargetFigures figures) {
    var known = latest.get(figures.target());
    if (known != null && known.at().isAfter(figures.at())) {
      return;
    }
    latest.remove(figures.target());
    latest.put(figures.target(), figures);
    if (latest.size() > TARGETS) {
      latest.remove(latest.keySet().iterator().next());
    }
  }

  private synchronized void count(Duration took) {
    double time = took.toNanos() / 1e9;
    int bucket = 0;
    while (bucket < BOUNDS.size() && time > BOUNDS.get(bucket)) {
      bucket++;
    }
    buckets[bucket]++;
    seconds += time;
    completed++;
  }

  /** References are in every target's results; they are counted once. */
  private static Map<String, Long> refused(Sweep sweep) {
    return sweep.targets().stream()
        .flatMap(results -> results.observations().stream())
        .distinct()
        .flatMap(
            seen ->
                seen.outcome() instanceof Outcome.NotRun(var reason, var detail)
                        && reason == NotRunReason.REFUSED_BY_POLICY
                    ? Stream.of(PolicyRule.of(detail))
                    : Stream.empty())
        .collect(Collectors.groupingBy(rule -> rule, Collectors.counting()));
  }
}
