package dev.parallax.watch.edit;

import dev.parallax.model.plan.TargetLine;
import dev.parallax.watch.file.WatchFileException;
import dev.parallax.watch.file.WatchFileReader;
import dev.parallax.watch.spec.Watch;
import dev.parallax.watch.spec.WatchSet;
import java.util.List;
import java.util.Map;

/** The text of a watch file with a change of one watch. Pure. */
public final class WatchText {
  private WatchText() {}

  /**
   * The changed text.
   *
   * @param text of a file without mistakes
   * @throws IllegalArgumentException naming the value and the expectation; also where the change
   *     would touch more than its watch
   */
  public static String apply(String text, WatchChange change) {
    var before = read(text, "expected a watch file without mistakes, got: ");
    var known = before.watch(change.target()).isPresent();
    if (known == change instanceof WatchChange.Add) {
      throw new IllegalArgumentException(
          (known ? "expected a target without a watch, got: " : "expected a watched target, got: ")
              + change.target());
    }
    var changed = changed(text, change);
    check(before, read(changed, ""), change);
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

  private static WatchSet read(String text, String prefix) {
    try {
      return WatchFileReader.read(text);
    } catch (WatchFileException wrong) {
      throw new IllegalArgumentException(prefix + wrong.getMessage(), wrong);
    }
  }

  private static String changed(String text, WatchChange change) {
    return switch (change) {
      case WatchChange.Add add -> new WatchLines(text).added(add.line(), add.fields());
      case WatchChange.Remove remove -> new WatchLines(text).removed(remove.target());
      case WatchChange.Edit edit -> edited(text, edit);
    };
  }

  private static String edited(String text, WatchChange.Edit edit) {
    var changed = text;
    if (!edit.line().isEmpty()) {
      checkTarget(edit);
      var line = YamlScalar.of(edit.line());
      changed = new WatchLines(changed).set(edit.target(), WatchNodes.TARGET, line);
    }
    for (var field : edit.fields().entrySet()) {
      var key = field.getKey().key();
      var lines = new WatchLines(changed);
      changed =
          field.getValue().isBlank()
              ? lines.without(edit.target(), key)
              : lines.set(edit.target(), key, YamlScalar.of(field.getKey(), field.getValue()));
    }
    return changed;
  }

  private static void checkTarget(WatchChange.Edit edit) {
    var name = TargetLine.parse(edit.line()).target().name();
    if (!name.equals(edit.target())) {
      throw new IllegalArgumentException("expected the target " + edit.target() + ", got: " + name);
    }
  }

  private static void check(WatchSet before, WatchSet after, WatchChange change) {
    var isAlone =
        others(before, change).equals(others(after, change))
            && after.watch(change.target()).isEmpty() == change instanceof WatchChange.Remove
            && after.routes().equals(before.routes());
    if (!isAlone) {
      throw new IllegalArgumentException(
          "expected a change of one watch, got: a change of more than "
              + change.target()
              + "; change the file itself");
    }
  }

  /** As text, because selectors have no equality. */
  private static List<String> others(WatchSet set, WatchChange change) {
    return set.watches().stream()
        .filter(one -> !one.name().equals(change.target()))
        .map(Watch::toString)
        .toList();
  }
}
