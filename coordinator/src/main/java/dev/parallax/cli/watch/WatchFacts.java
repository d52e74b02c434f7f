package dev.parallax.cli.watch;

import dev.parallax.cli.options.ConnectionOptions;
import dev.parallax.cli.output.AlignedTable;
import dev.parallax.cli.output.CliException;
import dev.parallax.cli.output.Console;
import dev.parallax.model.plan.Arm;
import dev.parallax.model.vantage.Vantage;
import dev.parallax.sweep.request.SweepRequest.InsideVantages;
import dev.parallax.v1.ListVantagesRequest;
import dev.parallax.v1.VantageStatus;
import dev.parallax.watch.schedule.DailyCost;
import dev.parallax.watch.spec.Watch;
import dev.parallax.wire.Wire;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** {@code parallax watch show}: the values of watches, and their cost in the fleet. */
final class WatchFacts {
  private final Console console;
  private final Optional<List<Vantage>> fleet;

  /**
   * @param connection of the coordinator; without a coordinator the fleet is unknown
   */
  WatchFacts(Console console, ConnectionOptions connection) {
    this.console = console;
    this.fleet = fleet(console, connection);
  }

  private static Optional<List<Vantage>> fleet(Console console, ConnectionOptions connection) {
    var request = ListVantagesRequest.getDefaultInstance();
    try (var link = connection.open(console)) {
      return Optional.of(
          link.ask(calls -> calls.listVantages(request)).getVantagesList().stream()
              .filter(entry -> !entry.getStatus().equals("revoked"))
              .map(VantageStatus::getVantage)
              .map(Wire::fromProto)
              .toList());
    } catch (CliException unreachable) {
      return Optional.empty();
    }
  }

  void print(List<Watch> watches) {
    watches.forEach(watch -> table(watch).lines().forEach(console.out()::println));
  }

  private AlignedTable table(Watch watch) {
    var table = new AlignedTable("target", watch.target().toString());
    if (watch.paused()) {
      table.row("state", "paused: no looks are made");
    }
    table.row("interval", watch.interval().toSeconds() + "s");
    table.row("vantages", watch.vantages().toString());
    if (!watch.inside().isEmpty()) {
      table.row("inside", joined(watch.inside()));
    }
    table.row("level", watch.level().word() + ", p >= " + watch.probability());
    if (!watch.arms().isEmpty()) {
      table.row("arms", watch.arms().stream().map(Arm::word).collect(Collectors.joining(", ")));
    }
    table.row("routes", watch.routes().isEmpty() ? "none" : String.join(", ", watch.routes()));
    table.row("certificates", expiry(watch));
    int windows = watch.maintenance().size();
    table.row("maintenance", windows == 1 ? "1 window" : windows + " windows");
    table.row("cost a day", cost(watch));
    unmatched(watch, table);
    return table;
  }

  private void unmatched(Watch watch, AlignedTable table) {
    if (fleet.isEmpty()) {
      return;
    }
    var unmatched = watch.unmatched(fleet.get());
    if (unmatched.from()) {
      table.row("no vantage", "matches the selector " + watch.vantages() + ": no looks are made");
    } else if (!unmatched.inside().isEmpty()) {
      table.row(
          "no vantage",
          "matches the inside selector "
              + joined(unmatched.inside())
              + ": full sweeps run without it");
    }
  }

  private static String joined(List<InsideVantages> inside) {
    return inside.stream().map(InsideVantages::toString).collect(Collectors.joining(", "));
  }

  private static String expiry(Watch watch) {
    var days =
        watch.expiryDays().stream()
            .sorted(Comparator.reverseOrder())
            .map(String::valueOf)
            .collect(Collectors.joining(", "));
    return days.isEmpty() ? "not reported" : "reported " + days + " days before their expiry";
  }

  private String cost(Watch watch) {
    var vantages =
        fleet.map(known -> known.stream().filter(watch.vantages()::matches).toList().size());
    var cost = DailyCost.of(watch, vantages.orElse(1));
    var per = vantages.map(count -> " at " + count + " vantages").orElse(" a vantage");
    return "%d looks, %d handshakes%s; while a failure lasts at most 8 more a look and %d sweeps"
        .formatted(cost.looks(), cost.handshakes(), per, cost.mostSweeps());
  }
}
