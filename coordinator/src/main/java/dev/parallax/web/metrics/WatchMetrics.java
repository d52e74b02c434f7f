package dev.parallax.web.metrics;

import dev.parallax.prometheus.MetricFamilies;
import dev.parallax.watch.run.WatchFigures;

/** The metrics of watches, incidents and notifications. */
final class WatchMetrics {
  private WatchMetrics() {}

  static void write(MetricFamilies families, WatchFigures figures) {
    families.gauge("parallax_watches", "Watched targets.", figures.watches());
    families.gauge("parallax_watches_paused", "Watched targets without looks.", figures.paused());
    families.gauge(
        "parallax_watch_late_seconds",
        "How long the look that is due longest waits for its start.",
        figures.late().toNanos() / 1e9);
    families.gauge(
        "parallax_watch_file_mistakes",
        "1 while the watch file has a mistake and an earlier version of it is in use, otherwise 0.",
        figures.trouble().isPresent() ? 1 : 0);
    families.gauge(
        "parallax_observer_sick",
        "1 while the fleet or the coordinator itself is at fault, otherwise 0.",
        figures.observerSick() ? 1 : 0);
    figures
        .browserReports()
        .forEach(
            (result, count) ->
                families.counter(
                    "parallax_browser_reports",
                    "Reports of browsers since the coordinator started, by result.",
                    count.doubleValue(),
                    "result",
                    result));
    for (var incident : figures.open()) {
      families.gauge(
          "parallax_incident",
          "1 for each open incident.",
          1,
          "target",
          incident.target(),
          "blame",
          incident.finding().blame().name(),
          "cause",
          incident.finding().cause());
      families.gauge(
          "parallax_incident_since_timestamp_seconds",
          "First failure of an open incident, Unix time in seconds.",
          incident.since().toEpochMilli() / 1e3,
          "target",
          incident.target());
    }
    figures
        .notifications()
        .forEach(
            (route, counts) -> {
              var help = "Messages to a route since the coordinator started, by result.";
              families.counter(
                  "parallax_notifications",
                  help,
                  counts.sent().doubleValue(),
                  "route",
                  route,
                  "result",
                  "sent");
              families.counter(
                  "parallax_notifications",
                  help,
                  counts.failed().doubleValue(),
                  "route",
                  route,
                  "result",
                  "failed");
            });
  }
}
