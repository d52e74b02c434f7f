package dev.parallax.watch.incident;

import dev.parallax.model.verdict.Blame;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/**
 * The share of a time without an incident of a target, and the shares of its incidents by the blame
 * of their latest verdicts.
 *
 * @param watched the length of the time
 * @param lost by blame; without blames that lost nothing
 */
public record Availability(Duration watched, Map<Blame, Duration> lost) {
  /** Hundredths of a percent. */
  private static final double UNITS = 10_000;

  public Availability {
    lost = Collections.unmodifiableMap(new EnumMap<>(lost));
  }

  /**
   * Of the time from the first to the second moment.
   *
   * @param incidents of one target, which do not overlap; an open incident lasts to the end
   */
  public static Availability of(List<Incident> incidents, Instant from, Instant to) {
    var lost = new EnumMap<Blame, Duration>(Blame.class);
    for (var incident : incidents) {
      var begin = incident.since().isAfter(from) ? incident.since() : from;
      var end = incident.closedAt().filter(at -> at.isBefore(to)).orElse(to);
      if (begin.isBefore(end)) {
        lost.merge(incident.finding().blame(), Duration.between(begin, end), Duration::plus);
      }
    }
    return new Availability(Duration.between(from, to), lost);
  }

  /** Percent with two decimals, the complement of the losses as they are printed. */
  public double percent() {
    int sum = lost.values().stream().mapToInt(this::units).sum();
    return Math.max(0, UNITS - sum) / 100;
  }

  /** Percent by blame with two decimals; a loss is at least 0.01. */
  public Map<Blame, Double> lostPercent() {
    var percent = new EnumMap<Blame, Double>(Blame.class);
    lost.forEach((blame, time) -> percent.put(blame, units(time) / 100.0));
    return percent;
  }

  private int units(Duration time) {
    var share = watched.isZero() ? 0 : UNITS * time.toMillis() / Math.max(1, watched.toMillis());
    return (int) Math.clamp(Math.round(share), 1, (long) UNITS);
  }
}
