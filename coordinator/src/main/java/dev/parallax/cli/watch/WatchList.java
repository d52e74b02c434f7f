package dev.parallax.cli.watch;

import dev.parallax.cli.client.OperatorLink;
import dev.parallax.cli.output.AlignedTable;
import dev.parallax.cli.output.Console;
import dev.parallax.model.verdict.TargetVerdicts;
import dev.parallax.text.Printable;
import dev.parallax.v1.ListWatchesRequest;
import dev.parallax.v1.ListWatchesResponse;
import dev.parallax.v1.PastVerdicts;
import dev.parallax.v1.RouteStatus;
import dev.parallax.v1.WatchStatus;
import dev.parallax.wire.Wire;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;

/** {@code parallax watch ls} and {@code routes}: the watches and routes of a coordinator. */
final class WatchList {
  private static final String NONE = "-";

  private final Console console;
  private final ListWatchesResponse found;
  private final Instant now;

  WatchList(Console console, OperatorLink link, Instant now) {
    this.console = console;
    this.now = now;
    this.found = link.ask(calls -> calls.listWatches(ListWatchesRequest.getDefaultInstance()));
  }

  /** Next look, state and last verdict of each watch, and what keeps watches from working. */
  void watches() {
    var table = new AlignedTable("TARGET", "INTERVAL", "NEXT LOOK", "STATE", "LAST VERDICT", "AT");
    found.getWatchesList().forEach(watch -> row(table, watch));
    table.lines().forEach(console.out()::println);
    notes();
  }

  /** The last delivery of each route. */
  void routes() {
    var table =
        new AlignedTable(
            "ROUTE", "TYPE", "LANGUAGE", "SECRET", "WAITING", "LAST MESSAGE", "RESULT");
    found.getRoutesList().forEach(route -> row(table, route));
    table.lines().forEach(console.out()::println);
  }

  private void notes() {
    if (found.getWatchesCount() == 0) {
      console.progress("the coordinator has no watches; parallax serve --watch FILE makes them");
    }
    for (var watch : found.getWatchesList()) {
      if (watch.getWithoutVantages()) {
        note(watch, "no vantage matches its selector: no looks are made");
      } else if (watch.getUnmatchedInsideCount() > 0) {
        note(
            watch,
            "no vantage matches the inside selector "
                + String.join(", ", watch.getUnmatchedInsideList())
                + ": full sweeps run without it");
      }
    }
    if (found.getMaintenanceCount() > 0) {
      console.progress(
          Printable.of(
              "maintenance of all watches: " + String.join("; ", found.getMaintenanceList())));
    }
    if (!found.getTrouble().isEmpty()) {
      console.progress("the fleet itself is at fault (" + found.getTrouble() + "): no openings");
    }
    if (!found.getMistakes().isEmpty()) {
      console.progress(
          "the watch file has mistakes, its earlier content is in use: "
              + Printable.of(found.getMistakes()));
    }
  }

  private void note(WatchStatus watch, String text) {
    console.progress(Printable.of(watch.getTarget() + ": " + text));
  }

  private void row(AlignedTable table, WatchStatus watch) {
    table.row(
        watch.getTarget(),
        Wire.span("interval", watch.getInterval()).toSeconds() + "s",
        next(watch),
        state(watch),
        watch.hasLast() ? verdict(watch.getLast()) : NONE,
        watch.hasLast() ? seconds(Wire.time("started_at", watch.getLast().getStartedAt())) : NONE);
  }

  private String next(WatchStatus watch) {
    if (watch.getPaused()) {
      return NONE;
    }
    if (!watch.hasNextLook()) {
      return "due";
    }
    var wait = Duration.between(now, Wire.time("next_look", watch.getNextLook()));
    return "in " + Math.max(0, wait.toSeconds()) + "s";
  }

  private static String state(WatchStatus watch) {
    var words = new ArrayList<String>();
    if (watch.getPaused()) {
      words.add("paused");
    } else if (!watch.getIncidentBlame().isEmpty()) {
      words.add((watch.getIncidentBlame() + " " + watch.getIncidentCause()).strip());
    } else if (watch.getWithoutVantages() || watch.getUnmeasured()) {
      words.add("not measured");
    } else {
      words.add(watch.getFailing() ? "failing" : "healthy");
    }
    if (watch.getMaintenance()) {
      words.add("maintenance");
    }
    if (watch.hasSilencedUntil()) {
      var end = Wire.time("silenced_until", watch.getSilencedUntil());
      words.add("silenced until " + seconds(end));
    }
    return String.join(", ", words);
  }

  private static String verdict(PastVerdicts past) {
    TargetVerdicts verdicts = Wire.fromProto(past.getVerdicts());
    return verdicts.verdicts().stream()
        .findFirst()
        .map(
            first ->
                first.blame().name()
                    + first.hypothesis().map(cause -> " " + cause.code()).orElse(""))
        .orElse(NONE);
  }

  private static void row(AlignedTable table, RouteStatus route) {
    table.row(
        route.getName(),
        route.getType(),
        route.getLanguage(),
        route.getHasSecret() ? "set" : NONE,
        Integer.toString(route.getWaiting()),
        route.hasLastMessage() ? seconds(Wire.time("last_message", route.getLastMessage())) : NONE,
        result(route));
  }

  private static String result(RouteStatus route) {
    if (!route.hasLastMessage()) {
      return NONE;
    }
    return route.getLastError().isEmpty() ? "delivered" : route.getLastError();
  }

  private static String seconds(Instant at) {
    return at.truncatedTo(ChronoUnit.SECONDS).toString();
  }
}
