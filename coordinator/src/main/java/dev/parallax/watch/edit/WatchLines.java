package dev.parallax.watch.edit;

import java.util.Map;
import org.snakeyaml.engine.v2.common.FlowStyle;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.NodeTuple;

/** The changes of lines of a watch file. Each method returns the whole text. */
final class WatchLines {
  private final String text;
  private final WatchNodes nodes;

  WatchLines(String text) {
    this.text = text;
    this.nodes = WatchNodes.of(text);
  }

  /** A watch after the last, with its indentation. */
  String added(String target, Map<WatchField, String> fields) {
    var indentation = indentation(YamlSpan.start(text, nodes.list()));
    var lines = new StringBuilder(indentation).append("- target: ").append(YamlScalar.of(target));
    fields.forEach(
        (field, value) -> {
          if (!value.isBlank()) {
            lines.append('\n').append(indentation).append("  ");
            lines.append(field.key()).append(": ").append(YamlScalar.of(field, value));
          }
        });
    return inserted(YamlSpan.end(text, nodes.list()), lines.toString());
  }

  private String indentation(int place) {
    return " ".repeat(place - YamlSpan.lineStart(text, place));
  }

  /** New lines after the line of a place. */
  private String inserted(int after, String lines) {
    int place = YamlSpan.lineEnd(text, after);
    var isOpen = text.charAt(place - 1) != '\n';
    return text.substring(0, place) + (isOpen ? "\n" : "") + lines + "\n" + text.substring(place);
  }

  /** Without a watch and the comment in its last line. */
  String removed(String target) {
    var watch = nodes.find(target);
    int start = YamlSpan.start(text, watch);
    int first = YamlSpan.lineStart(text, start);
    if (nodes.size() == 1) {
      throw new IllegalArgumentException(
          "expected a file with another watch, got: the last watch; pause it instead");
    }
    if (!text.substring(first, start).matches("[ -]*")) {
      throw new IllegalArgumentException(
          "expected a watch on lines of its own, got: a shared line; change the file itself");
    }
    return cut(first, YamlSpan.lineEnd(text, YamlSpan.end(text, watch)));
  }

  /** With a value of a key. */
  String set(String target, String key, String value) {
    var watch = nodes.find(target);
    return WatchNodes.tuple(watch, key)
        .map(old -> replaced(old, value))
        .orElseGet(() -> with(watch, key + ": " + value));
  }

  /** A value in lines of its own is replaced by a value in the line of its key. */
  private String replaced(NodeTuple old, String value) {
    int start = YamlSpan.start(text, old.getValueNode());
    int end = YamlSpan.end(text, old.getValueNode());
    int colon = text.indexOf(':', YamlSpan.end(text, old.getKeyNode())) + 1;
    var isBelow = text.substring(colon, start).indexOf('\n') >= 0;
    var before =
        isBelow || start == colon ? text.substring(0, colon) + " " : text.substring(0, start);
    var after = text.substring(end);
    return before + value + (text.charAt(end - 1) == '\n' ? "\n" : "") + after;
  }

  private String with(MappingNode watch, String line) {
    int end = YamlSpan.end(text, watch.getValue().getLast().getValueNode());
    return watch.getFlowStyle() == FlowStyle.FLOW
        ? text.substring(0, end) + ", " + line + text.substring(end)
        : inserted(end, indentation(YamlSpan.start(text, watch)) + line);
  }

  /** Without a key. */
  String without(String target, String key) {
    var watch = nodes.find(target);
    var old = WatchNodes.tuple(watch, key);
    if (old.isEmpty()) {
      return text;
    }
    var tuples = watch.getValue();
    int at = tuples.indexOf(old.get());
    int start = YamlSpan.start(text, old.get().getKeyNode());
    int end = YamlSpan.end(text, old.get().getValueNode());
    if (at == 0) {
      return cut(start, YamlSpan.start(text, tuples.get(1).getKeyNode()));
    }
    return watch.getFlowStyle() == FlowStyle.FLOW
        ? cut(YamlSpan.end(text, tuples.get(at - 1).getValueNode()), end)
        : cut(YamlSpan.lineStart(text, start), YamlSpan.lineEnd(text, end));
  }

  private String cut(int from, int to) {
    return text.substring(0, from) + text.substring(to);
  }
}
