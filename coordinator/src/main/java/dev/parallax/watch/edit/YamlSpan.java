package dev.parallax.watch.edit;

import org.snakeyaml.engine.v2.common.FlowStyle;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.nodes.CollectionNode;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.SequenceNode;

/**
 * Places in a text, in UTF-16 units.
 *
 * @param start of the first character
 * @param end after the last character
 */
record YamlSpan(int start, int end) {
  /** The characters of a node, without the blank lines and comments after a block. */
  static YamlSpan of(String text, Node node) {
    return new YamlSpan(start(text, node), end(text, node));
  }

  static int start(String text, Node node) {
    return place(text, node.getStartMark().orElseThrow());
  }

  static int end(String text, Node node) {
    var isBlock =
        node instanceof CollectionNode<?> collection
            && collection.getFlowStyle() == FlowStyle.BLOCK
            && !collection.getValue().isEmpty();
    if (!isBlock) {
      return place(text, node.getEndMark().orElseThrow());
    }
    return switch (node) {
      case MappingNode mapping -> end(text, mapping.getValue().getLast().getValueNode());
      case SequenceNode sequence -> end(text, sequence.getValue().getLast());
      default -> place(text, node.getEndMark().orElseThrow());
    };
  }

  /** The start of the line of a place. */
  static int lineStart(String text, int place) {
    return text.lastIndexOf('\n', place - 1) + 1;
  }

  /** The place after the line of a place; a place at the start of a line ends the line before. */
  static int lineEnd(String text, int place) {
    if (place > 0 && text.charAt(place - 1) == '\n') {
      return place;
    }
    int newline = text.indexOf('\n', place);
    return newline < 0 ? text.length() : newline + 1;
  }

  /** Marks count code points. */
  private static int place(String text, Mark mark) {
    return text.offsetByCodePoints(0, mark.getIndex());
  }
}
