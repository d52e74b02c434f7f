package dev.parallax.watch.edit;

import java.util.Arrays;
import java.util.Map;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;

/**
 * Maintenance windows as text, separated by semicolons or lines: {@code sat,sun 02:00-04:00
 * Europe/Berlin} each week, {@code 2026-12-01T02:00:00Z/2026-12-01T04:00:00Z} once.
 */
final class WindowText {
  private static final Pattern WEEKLY = Pattern.compile("(\\S+) +([^ -]+)-([^ -]+) +(\\S+)");
  private static final Pattern ONCE = Pattern.compile("([^ /]+)/([^ /]+)");

  private WindowText() {}

  /**
   * The windows as YAML of one line. Their times are checked by the reader of the file.
   *
   * @throws IllegalArgumentException for a window of neither form
   */
  static String yaml(String windows) {
    return Arrays.stream(windows.split("[;\\r\\n]+", -1))
        .map(window -> window.strip().replaceAll(",\\s+", ","))
        .filter(window -> !window.isEmpty() && !window.equals(YamlScalar.EMPTY_LIST))
        .map(WindowText::window)
        .collect(Collectors.joining(", ", "[", "]"));
  }

  private static String window(String text) {
    var weekly = WEEKLY.matcher(text);
    if (weekly.matches()) {
      return "{days: [%s], from: %s, to: %s, zone: %s}"
          .formatted(
              Arrays.stream(weekly.group(1).split(",", -1))
                  .map(YamlScalar::of)
                  .collect(Collectors.joining(", ")),
              YamlScalar.of(weekly.group(2)),
              YamlScalar.of(weekly.group(3)),
              YamlScalar.of(weekly.group(4)));
    }
    var once = ONCE.matcher(text);
    if (once.matches()) {
      return "{from: %s, to: %s}"
          .formatted(YamlScalar.of(once.group(1)), YamlScalar.of(once.group(2)));
    }
    throw new IllegalArgumentException(
        "expected a window such as sat,sun 02:00-04:00 Europe/Berlin or"
            + " 2026-12-01T02:00:00Z/2026-12-01T04:00:00Z, got: "
            + text);
  }

  /** Whether the items of a sequence are windows. */
  static boolean areWindows(SequenceNode sequence) {
    return sequence.getValue().stream().allMatch(MappingNode.class::isInstance);
  }

  /** The windows of the file. */
  static String of(SequenceNode sequence) {
    return sequence.getValue().stream()
        .flatMap(node -> node instanceof MappingNode mapping ? Stream.of(mapping) : Stream.of())
        .map(WindowText::of)
        .collect(Collectors.joining("; "));
  }

  private static String of(MappingNode window) {
    Map<String, Node> values =
        window.getValue().stream()
            .collect(Collectors.toMap(WindowText::key, NodeTuple::getValueNode));
    Function<String, String> text =
        key -> values.get(key) instanceof ScalarNode scalar ? scalar.getValue() : "";
    return values.get("days") instanceof SequenceNode days
        ? "%s %s-%s %s"
            .formatted(
                days.getValue().stream()
                    .map(day -> day instanceof ScalarNode scalar ? scalar.getValue() : "")
                    .collect(Collectors.joining(",")),
                text.apply("from"),
                text.apply("to"),
                text.apply("zone"))
        : text.apply("from") + "/" + text.apply("to");
  }

  private static String key(NodeTuple tuple) {
    return tuple.getKeyNode() instanceof ScalarNode scalar ? scalar.getValue() : "";
  }
}
