package dev.parallax.watch.edit;

import java.util.Map;

/** The changes of lines of a watch file. Each method returns the whole text. */
final class WatchLines {
  private final String text;
  private final WatchNodes nodes;
  private final MappingLines lines;

  WatchLines(String text) {
    this.text = text;
    this.nodes = WatchNodes.of(text);
    this.lines = new MappingLines(text);
  }

  /** A watch after the last, with its indentation. */
  String added(String target, Map<WatchField, String> fields) {
    var indentation = " ".repeat(lines.column(YamlSpan.start(text, nodes.list())));
    var added = new StringBuilder(indentation).append("- target: ").append(YamlScalar.of(target));
    fields.forEach(
        (field, value) -> {
          if (!value.isBlank()) {
            added.append('\n').append(indentation).append("  ");
            added.append(field.key()).append(": ").append(YamlScalar.of(field, value));
          }
        });
    return lines.inserted(YamlSpan.end(text, nodes.list()), added.toString());
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
    return lines.cut(first, YamlSpan.lineEnd(text, YamlSpan.end(text, watch)));
  }

  /** With a value of a key. */
  String set(String target, String key, String value) {
    return lines.set(nodes.find(target), key, value);
  }

  /** Without a key. */
  String without(String target, String key) {
    return lines.without(nodes.find(target), key);
  }
}
