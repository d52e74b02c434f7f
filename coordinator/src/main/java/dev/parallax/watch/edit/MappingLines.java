package dev.parallax.watch.edit;

import org.snakeyaml.engine.v2.common.FlowStyle;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.NodeTuple;

/** The changes of keys of a mapping in a text. Each method returns the whole text. */
record MappingLines(String text) {
  /** With a value of a key. */
  String set(MappingNode mapping, String key, String value) {
    return WatchNodes.tuple(mapping, key)
        .map(old -> replaced(old, value))
        .orElseGet(() -> with(mapping, key + ": " + value));
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

  /** With a further key, whose lines begin without an indentation. */
  String with(MappingNode mapping, String lines) {
    int end = YamlSpan.end(text, mapping.getValue().getLast().getValueNode());
    return isFlow(mapping)
        ? text.substring(0, end) + ", " + lines + text.substring(end)
        : inserted(end, lines.indent(column(mapping)).stripTrailing());
  }

  static boolean isFlow(MappingNode mapping) {
    return mapping.getFlowStyle() == FlowStyle.FLOW;
  }

  private int column(MappingNode mapping) {
    return column(YamlSpan.start(text, mapping));
  }

  int column(int place) {
    return place - YamlSpan.lineStart(text, place);
  }

  /** New lines after the line of a place. */
  String inserted(int after, String lines) {
    int place = YamlSpan.lineEnd(text, after);
    var isOpen = text.charAt(place - 1) != '\n';
    return text.substring(0, place) + (isOpen ? "\n" : "") + lines + "\n" + text.substring(place);
  }

  /** Without a key; the mapping has another. */
  String without(MappingNode mapping, String key) {
    var old = WatchNodes.tuple(mapping, key);
    if (old.isEmpty()) {
      return text;
    }
    var tuples = mapping.getValue();
    int at = tuples.indexOf(old.get());
    int start = YamlSpan.start(text, old.get().getKeyNode());
    int end = YamlSpan.end(text, old.get().getValueNode());
    if (isFlow(mapping) && at > 0) {
      return cut(YamlSpan.end(text, tuples.get(at - 1).getValueNode()), end);
    }
    int line = YamlSpan.lineStart(text, start);
    return isFlow(mapping) || !text.substring(line, start).isBlank()
        ? cut(start, YamlSpan.start(text, tuples.get(1).getKeyNode()))
        : cut(line, YamlSpan.lineEnd(text, end));
  }

  String cut(int from, int to) {
    return text.substring(0, from) + text.substring(to);
  }
}
