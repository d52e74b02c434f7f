package dev.parallax.cli.watch;

import dev.parallax.cli.client.OperatorLink;
import dev.parallax.cli.output.CliException;
import dev.parallax.cli.output.Console;
import dev.parallax.text.Printable;
import dev.parallax.v1.ChangeMaintenanceRequest;
import dev.parallax.v1.ChangeRouteRequest;
import dev.parallax.v1.ChangeWatchRequest.Action;
import dev.parallax.v1.ListWatchesRequest;
import java.util.Map;

/**
 * {@code parallax watch route-add|route-edit|route-rm|maintenance}: changes routes and maintenance
 * windows in the watch file of a coordinator.
 */
final class RouteEdit {
  private final Console console;
  private final OperatorLink link;

  RouteEdit(Console console, OperatorLink link) {
    this.console = console;
    this.link = link;
  }

  /**
   * Changes a route.
   *
   * @param fields of route-add and route-edit
   * @param secrets of route-add and route-edit
   */
  void apply(String action, String name, Map<String, String> fields, Map<String, String> secrets) {
    var request =
        ChangeRouteRequest.newBuilder()
            .setName(name)
            .setAction(action(action))
            .putAllFields(fields)
            .putAllSecrets(secrets)
            .build();
    if (request.getAction() == Action.ACTION_EDIT && fields.isEmpty() && secrets.isEmpty()) {
      throw CliException.usage("watch route-edit: expected an option such as --url, got: none");
    }
    var version = link.ask(calls -> calls.changeRoute(request)).getVersion();
    console.progress(
        "the route %s is %s; the watch file has the version %s"
            .formatted(Printable.of(name), done(request.getAction()), Printable.of(version)));
  }

  private static Action action(String word) {
    return switch (word) {
      case "route-add" -> Action.ACTION_ADD;
      case "route-rm" -> Action.ACTION_REMOVE;
      default -> Action.ACTION_EDIT;
    };
  }

  private static String done(Action action) {
    return switch (action) {
      case ACTION_ADD -> "added";
      case ACTION_REMOVE -> "removed";
      default -> "changed";
    };
  }

  /** Sets the maintenance windows of all watches. */
  void maintenance(String windows) {
    var request = ChangeMaintenanceRequest.newBuilder().setWindows(windows).build();
    var version = link.ask(calls -> calls.changeMaintenance(request)).getVersion();
    console.progress(
        "the maintenance windows are set; the watch file has the version " + Printable.of(version));
  }

  /** Prints the maintenance windows of all watches, a line each. */
  void maintenance() {
    var windows =
        link.ask(calls -> calls.listWatches(ListWatchesRequest.getDefaultInstance()))
            .getMaintenanceList();
    windows.forEach(window -> console.out().println(Printable.of(window)));
    if (windows.isEmpty()) {
      console.progress("no maintenance windows of all watches");
    }
  }
}
