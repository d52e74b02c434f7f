package dev.parallax.watch.run;

import dev.parallax.watch.incident.Incident;
import dev.parallax.watch.route.NotificationOutbox;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The watches in the metrics.
 *
 * @param looks in progress, with their second looks
 * @param late how long the look that is due longest waits for its start
 * @param open incidents
 * @param observerSick whether the fleet or the coordinator itself is at fault
 * @param notifications attempts by route
 * @param browserReports since the start, by result
 * @param trouble the mistakes of the watch file
 */
public record WatchFigures(
    int watches,
    int paused,
    int looks,
    Duration late,
    List<Incident> open,
    boolean observerSick,
    Map<String, NotificationOutbox.Counts> notifications,
    Map<String, Long> browserReports,
    Optional<String> trouble) {
  public static final WatchFigures NONE =
      new WatchFigures(
          0, 0, 0, Duration.ZERO, List.of(), false, Map.of(), Map.of(), Optional.empty());

  public WatchFigures {
    open = List.copyOf(open);
    notifications = Map.copyOf(notifications);
    browserReports = Map.copyOf(browserReports);
  }
}
