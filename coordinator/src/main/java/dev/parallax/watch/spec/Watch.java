package dev.parallax.watch.spec;

import dev.parallax.model.plan.Arm;
import dev.parallax.model.plan.TargetLine;
import dev.parallax.model.vantage.Vantage;
import dev.parallax.report.FailOn;
import dev.parallax.sweep.request.SweepRequest.InsideVantages;
import dev.parallax.sweep.request.UnmatchedSelectors;
import dev.parallax.sweep.request.VantageSelector;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * A target that is looked at all the time.
 *
 * @param interval between the starts of two looks, 10 s to 1 h
 * @param vantages of looks and sweeps
 * @param inside the vantages beside the service of the target
 * @param arms of the full sweep, beyond those that the engine chooses
 * @param level the least blame that opens an incident
 * @param probability the least probability of a verdict that opens an incident, 0.5 to 1
 * @param routes the names of the routes of its messages
 * @param expiryDays the days before the expiry of a certificate at which it is reported; empty for
 *     no reports
 * @param paused whether no looks are made
 */
public record Watch(
    TargetLine target,
    Duration interval,
    VantageSelector vantages,
    List<InsideVantages> inside,
    Set<Arm> arms,
    FailOn level,
    double probability,
    List<String> routes,
    List<MaintenanceWindow> maintenance,
    Set<Integer> expiryDays,
    boolean paused) {
  public static final Duration SHORTEST_INTERVAL = Duration.ofSeconds(10);
  public static final Duration LONGEST_INTERVAL = Duration.ofHours(1);
  public static final Duration DEFAULT_INTERVAL = Duration.ofSeconds(60);
  public static final double DEFAULT_PROBABILITY = 0.9;
  public static final List<Integer> DEFAULT_EXPIRY_DAYS = List.of(21, 7, 1);
  public static final int MOST_EXPIRY_DAYS = 398;
  private static final int MOST_THRESHOLDS = 10;

  public Watch {
    inside = List.copyOf(inside);
    arms = Collections.unmodifiableSortedSet(new TreeSet<>(arms));
    routes = List.copyOf(routes);
    maintenance = List.copyOf(maintenance);
    expiryDays = Collections.unmodifiableSortedSet(new TreeSet<>(expiryDays));
    if (expiryDays.size() > MOST_THRESHOLDS) {
      throw new IllegalArgumentException(
          "expiry-days has at most " + MOST_THRESHOLDS + " thresholds, got: " + expiryDays.size());
    }
    if (interval.compareTo(SHORTEST_INTERVAL) < 0 || interval.compareTo(LONGEST_INTERVAL) > 0) {
      throw new IllegalArgumentException("an interval is 10s to 1h, got: " + text(interval));
    }
    if (!(probability >= 0.5 && probability <= 1)) {
      throw new IllegalArgumentException("a probability is 0.5 to 1, got: " + probability);
    }
  }

  /** With the usual values. */
  public static Watch of(TargetLine target, List<String> routes) {
    return new Watch(
        target,
        DEFAULT_INTERVAL,
        VantageSelector.parse("all"),
        List.of(),
        Set.of(),
        FailOn.DEFAULT,
        DEFAULT_PROBABILITY,
        routes,
        List.of(),
        Set.copyOf(DEFAULT_EXPIRY_DAYS),
        false);
  }

  /** With other maintenance windows. */
  public Watch with(List<MaintenanceWindow> windows) {
    return new Watch(
        target,
        interval,
        vantages,
        inside,
        arms,
        level,
        probability,
        routes,
        windows,
        expiryDays,
        paused);
  }

  private static String text(Duration length) {
    var millis = length.toMillis();
    return millis % 1_000 == 0 ? millis / 1_000 + "s" : millis + "ms";
  }

  /** The name of the target; a watch has no other identity. */
  public String name() {
    return target.target().name();
  }

  /** Its selectors that match no vantage of a fleet. */
  public UnmatchedSelectors unmatched(List<Vantage> fleet) {
    return UnmatchedSelectors.of(vantages, inside, fleet);
  }

  public boolean isInMaintenance(Instant at) {
    return maintenance.stream().anyMatch(window -> window.covers(at));
  }
}
