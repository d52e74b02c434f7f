package dev.parallax.watch.edit;

import dev.parallax.model.plan.TargetLine;
import dev.parallax.watch.file.WatchFileException;
import dev.parallax.watch.file.WatchFileReader;
import dev.parallax.watch.spec.WatchSet;
import java.util.Map;

/** The text of a watch file with a change of one part. Pure. */
public final class WatchText {
  private WatchText() {}

  /**
   * The changed text.
   *
   * @param text of a file without mistakes
   * @throws IllegalArgumentException naming the value and the expectation; also where the change
   *     would touch more than its part
   */
  public static String apply(String text, FileChange change) {
    var before = read(text, "expected a watch file without mistakes, got: ");
    ChangeScope.checkSubject(before, change);
    var changed = changed(text, change);
    ChangeScope.check(before, read(changed, ""), change);
    return changed;
  }

  /**
   * The keys and values of a watch, without those of the defaults; items of a list are separated by
   * commas.
   *
   * @throws IllegalArgumentException for a target without a watch
   */
  public static Map<String, String> own(String text, String target) {
    return WatchNodes.of(text).own(target);
  }

  /**
   * The keys and values of a route.
   *
   * @throws IllegalArgumentException for an unknown route
   */
  public static Map<String, String> ownRoute(String text, String name) {
    return WatchNodes.values(new RouteLines(text).find(name));
  }

  /** The windows of all watches, in the form of {@link WindowText}. */
  public static String maintenance(String text) {
    return new RouteLines(text).maintenance();
  }

  private static WatchSet read(String text, String prefix) {
    try {
      return WatchFileReader.read(text);
    } catch (WatchFileException wrong) {
      throw new IllegalArgumentException(prefix + wrong.getMessage(), wrong);
    }
  }

  private static String changed(String text, FileChange change) {
    return switch (change) {
      case WatchChange.Add add -> new WatchLines(text).added(add.line(), add.fields());
      case WatchChange.Remove remove -> new WatchLines(text).removed(remove.target());
      case WatchChange.Edit edit -> edited(text, edit);
      case RouteChange.Put put when put.isNew() ->
          new RouteLines(text).added(put.name(), put.fields());
      case RouteChange.Put put -> edited(text, put);
      case RouteChange.Remove remove -> new RouteLines(text).removed(remove.name());
      case MaintenanceChange maintenance ->
          maintenance.windows().strip().equals(maintenance(text))
              ? text
              : new RouteLines(text).maintenance(maintenance.windows());
    };
  }

  private static String edited(String text, RouteChange.Put put) {
    var changed = text;
    for (var field : put.fields().entrySet()) {
      var own = ownRoute(changed, put.name()).getOrDefault(field.getKey().key(), "");
      if (!own.equals(field.getValue())) {
        changed = new RouteLines(changed).set(put.name(), field.getKey(), field.getValue());
      }
    }
    return changed;
  }

  private static String edited(String text, WatchChange.Edit edit) {
    var changed = text;
    if (!edit.line().isEmpty()) {
      checkTarget(edit);
      var line = YamlScalar.of(edit.line());
      changed = new WatchLines(changed).set(edit.target(), WatchNodes.TARGET, line);
    }
    for (var field : edit.fields().entrySet()) {
      changed = edited(changed, edit.target(), field.getKey(), field.getValue());
    }
    return changed;
  }

  /** A value that stays keeps its lines and comments. */
  private static String edited(String text, String target, WatchField field, String value) {
    var lines = new WatchLines(text);
    if (value.isBlank()) {
      return lines.without(target, field.key());
    }
    return value.strip().equals(own(text, target).get(field.key()))
        ? text
        : lines.set(target, field.key(), YamlScalar.of(field, value));
  }

  private static void checkTarget(WatchChange.Edit edit) {
    var name = TargetLine.parse(edit.line()).target().name();
    if (!name.equals(edit.target())) {
      throw new IllegalArgumentException("expected the target " + edit.target() + ", got: " + name);
    }
  }
}
