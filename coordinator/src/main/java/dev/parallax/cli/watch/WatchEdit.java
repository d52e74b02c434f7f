package dev.parallax.cli.watch;

import dev.parallax.cli.client.OperatorLink;
import dev.parallax.cli.output.CliException;
import dev.parallax.cli.output.Console;
import dev.parallax.text.Printable;
import dev.parallax.v1.ChangeWatchRequest;
import dev.parallax.v1.ChangeWatchRequest.Action;
import java.util.Map;

/** {@code parallax watch add|edit|rm|pause|resume}: changes the watch file of a coordinator. */
final class WatchEdit {
  private static final String PAUSED = "paused";

  private final Console console;
  private final OperatorLink link;

  WatchEdit(Console console, OperatorLink link) {
    this.console = console;
    this.link = link;
  }

  /**
   * Changes a watch.
   *
   * @param fields of add and edit
   */
  void apply(String action, String target, Map<String, String> fields) {
    var request = request(action, target, fields);
    var version = link.ask(calls -> calls.changeWatch(request)).getVersion();
    console.progress(
        "the watch of %s is %s; the watch file has the version %s"
            .formatted(Printable.of(target), done(action), Printable.of(version)));
  }

  private static ChangeWatchRequest request(
      String action, String target, Map<String, String> fields) {
    var request = ChangeWatchRequest.newBuilder().setTarget(target).putAllFields(fields);
    return switch (action) {
      case "add" -> request.setAction(Action.ACTION_ADD).build();
      case "rm" -> request.setAction(Action.ACTION_REMOVE).build();
      case "pause" -> request.setAction(Action.ACTION_EDIT).putFields(PAUSED, "true").build();
      case "resume" -> request.setAction(Action.ACTION_EDIT).putFields(PAUSED, "").build();
      default -> edit(request);
    };
  }

  private static ChangeWatchRequest edit(ChangeWatchRequest.Builder request) {
    if (request.getFieldsCount() == 0 && !request.getTarget().strip().contains(" ")) {
      throw CliException.usage(
          "watch edit: expected a target with other words, or an option such as --interval,"
              + " got: none");
    }
    return request.setAction(Action.ACTION_EDIT).build();
  }

  private static String done(String action) {
    return switch (action) {
      case "add" -> "added";
      case "rm" -> "removed";
      case "pause" -> "paused: no looks are made";
      case "resume" -> "resumed";
      default -> "changed";
    };
  }
}
